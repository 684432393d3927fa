import Document

/// Scenes beside each other, with a title above and notices below them all.
struct PanelDrawing: Sendable {
  private let scenes: [Scene]
  private let options: Chart.Options

  private static let gap = 3
  private static let least = (width: 22, height: 8)

  init(_ scenes: [Scene], _ options: Chart.Options) {
    self.scenes = scenes
    self.options = options
  }

  /// Nil when there is no room.
  func text(_ size: Size) -> String? {
    guard !scenes.isEmpty else { return nil }
    let glyphs = size.glyphs
    let head = options.title.isEmpty ? 0 : 1
    let width = (size.width - Self.gap * (scenes.count - 1)) / scenes.count
    let height = size.height - head - options.notices.count
    guard width >= Self.least.width, height >= Self.least.height else { return nil }
    var canvas = Canvas(width: size.width, height: size.height)
    let room = Size(width: width, height: height, glyphs: glyphs, color: size.color)
    var bottom = head
    var right = 0
    for (index, scene) in scenes.enumerated() {
      guard let panel = PlaneDrawing(scene).canvas(.init(scene, room), room) else { return nil }
      // Beside each other as close as they are narrow.
      let left = index == 0 ? 0 : right + Self.gap
      canvas.copy(panel, column: left, row: head)
      right = left + panel.usedWidth
      bottom = max(bottom, head + panel.usedHeight)
    }
    if head > 0 {
      let title = glyphs.ellipsized(options.title, to: size.width)
      canvas.write(title, max(0, (right - title.displayWidth) / 2), 0)
    }
    for (index, notice) in options.notices.enumerated() {
      canvas.write(glyphs.ellipsized(notice, to: size.width), 0, bottom + index, ink: Canvas.dim)
    }
    return canvas.text(color: size.color)
  }
}
