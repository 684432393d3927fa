extension ErrorEntry {
  static let names: [ErrorEntry] = [
    .init("E102", "unknown name", "Nothing of this name is bound here or built in.", "Inv([1 2; 3 4])"),
    .init("E104", "no such field", "The value has no field of this name.", "{rate = 1}.speed"),
    .init("E105", "other arguments", "A function got too many or too few arguments.", "det()"),
    .init("E106", "no such argument", "A function has no argument of this name.", "sort([1, 2], up = true)"),
    .init("E107", "no such choice", "An option is none of its choices.", "norm([1 2; 3 4], \"big\")"),
    .init("E108", "given twice", "An argument is given by place and by name.", "norm([3, 4], 2, p = 2)"),
    .init("E109", "not a function", "What stands before the parentheses is no function.", "x = 3; x(4)"),
    .init("E110", "i is a name here", "2i could be imaginary or a product.", "f(x) = x + 2i; i = 3; f(1)"),
    .init(
      "E112", "not an option of this method", "The method has no use for the option.",
      "descend(x -> x^2, 1, momentum = 0.9)"),
    .init("E113", "no derivation", "The function is not one whose work is shown.", ":work sin(1)"),
    .init("E114", "no operation to work out", "Work is shown of an operation, and this is none.", ":work 3"),
  ]

  static let kinds: [ErrorEntry] = [
    .init(
      "E201", "shapes do not fit", "The sizes of two operands cannot be brought together.", "[1 2; 3 4] * [1, 2, 3]"),
    .init("E202", "an argument of another kind", "A function needs another kind, size or value.", "det([1 2 3])"),
    .init("E203", "not defined for these", "An operator does not know these kinds.", "\"a\" + 1"),
    .init("E204", "a truth is needed", "Only true and false decide.", "if 1 then 2 else 3"),
    .init("E205", "missing decides nothing", "A condition is missing.", "if missing then 1 else 2"),
    .init("E206", "nothing to show", "There is no value.", nil),
    .init("E207", "I has no size here", "The identity takes its size from a square matrix beside it.", "I + 1"),
    .init("E208", "a range without end", "A range needs finite ends and a step other than 0.", "1:0:5"),
    .init("E209", "means nothing here", "The construct needs something that is not there.", nil),
    .init("E210", "not an index", "An index is a whole number from 1, a range, a mask or :.", "[1, 2][1.5]"),
    .init("E211", "wrong number of indices", "A matrix takes two indices, a vector one.", "[1, 2][1, 2]"),
    .init("E212", "no such element", "An index is outside the array.", "[1, 2][3]"),
    .init("E213", "nothing to index", "The value has no elements.", "x = 3; x[1]"),
    .init("E214", "elements of different kinds", "The elements of an array are of one kind.", "[1, \"a\"]"),
    .init("E215", "columns or one above the other", "A comma between arrays could mean either.", "u = [1, 2]; [u, u]"),
    .init("E216", "rows of different length", "The rows of a matrix are equally long.", "[1 2; 3]"),
    .init("E217", "the parts do not match", "There are as many names as parts.", "a, b = [1, 2, 3]"),
    .init(
      "E218", "cannot be changed here", "Elements are replaced where the name is bound.",
      "v = [1]; f(x) = (v[1] = x; v); f(2)"),
    .init("E219", "the mask does not fit", "A mask has a truth for every element.", "[1, 2, 3][[true, false]]"),
    .init("E220", "a range is needed", "A curve is drawn from one place to another.", "plot(sin)"),
    .init("E221", "no picture", "The value cannot be drawn.", "plot(\"a\")"),
    .init("E222", "not a range", "The ends of an axis are finite and in order.", "plot(sin, 1, -1)"),
    .init(
      "E223", "too many for one picture", "One range draws lines, two draw one surface.",
      ":plot x + y + z for x in 0:1, y in 0:1, z in 0:1"),
    .init("E224", "nothing to compute with", "There is no element.", "mean([])"),
    .init(
      "E225", "not a field", "A field needs a function that gives two numbers.",
      "field((x, y) -> x + y, [0, 1], [0, 1])"),
    .init("E226", "no fitting start", "The start does not fit the function.", "descend((x, y) -> x + y, 1)"),
    .init("E227", "points of two lengths", "x, y and the groups are equally long.", "plot([1, 2, 3], [1, 4])"),
    .init("E228", "the heights do not fit the grid", "A surface has a height for every place.", nil),
    .init(
      "E229", "no such number of bins", "The number of bins is a whole number from 1 on.", "hist([1, 2], bins = 0)"),
    .init(
      "E230", "the axis is part of the chart", "Such a chart is computed along its axis.",
      "plot(hist([1, 10, 100]), log = \"x\")"),
  ]

  static let mathematics: [ErrorEntry] = [
    .init("E301", "singular matrix", "The matrix has no inverse.", "inv([1 2; 2 4])"),
    .init("E302", "outside the domain", "The function has no value there.", "sqrt(-1)"),
    .init("E303", "not converged", "An iteration did not settle.", "power_iteration([0 1; -1 0])"),
    .init("E304", "not positive definite", "The matrix is no L*L'.", "chol([1 2; 2 1])"),
    .init("E305", "not symmetric", "The matrix differs from its transpose.", "chol([1 2; 3 4])"),
    .init("E307", "dependent columns", "A column is a combination of those before it.", "gram_schmidt([1 2; 2 4])"),
    .init("E308", "not a whole power", "A matrix is raised to whole powers.", "[1 2; 3 4]^0.3"),
    .init("E309", "beyond the largest number", "A result does not fit in a number.", "inv([1e-320 0; 0 1])"),
    .init("E310", "no derivative known", "A function has no rule for gradients.", "grad(v -> rank([v v]))([1, 2])"),
    .init(
      "E311", "a number is needed", "A gradient is taken of a function that gives one number.", "grad(v -> 2v)([1, 2])"),
    .init("E312", "not a finite number", "A matrix holds NaN or an infinity.", "eig([1 inf; 0 1])"),
    .init(
      "E321", "no such rate or option", "A descent's option is outside its interval.", "descend(x -> x^2, 1, rate = -1)"
    ),
    .init(
      "E322", "nothing to descend from", "The function has no finite value or gradient at the start.",
      "descend(x -> 1/x, 0)"),
    .init(
      "E323", "no further", "The next step would leave the function's domain again.",
      "step(step(descend(x -> log(x), 0.05, rate = 1), 3))"),
    .init(
      "E324", "no such number of steps", "Steps are counted from 1, and a tolerance is at least 0.",
      "step(descend(x -> x^2, 1), 0)"),
  ]

  static let limits: [ErrorEntry] = [
    .init("E400", "interrupted", "It was stopped on request; nothing changed.", nil),
    .init("E401", "recursion without end", "Calls are nested too deeply.", "f(n) = f(n + 1); f(1)"),
    .init("E402", "too large for memory", "An array would not fit.", "zeros(1e6, 1e6)"),
    .init("E403", "too long to differentiate", "A gradient would need too many operations.", nil),
    .init("E404", "timed out", "The time that was given is up.", nil),
    .init("E405", "out of memory", "What was computed took more memory than nabla was given.", nil),
    .init("E406", "too long to show", "Work by hand is shown of small matrices.", ":work det(ones(13, 13))"),
  ]

  static let notebook: [ErrorEntry] = [
    .init("E501", "unknown command", "No command has this name.", ":frobnicate"),
    .init("E502", "the command does not go like this", "A command is used as its usage line says.", ":quit now"),
    .init("E503", "only at the prompt", "The command is for a person at the prompt.", nil),
    .init("E504", "no such setting", "A setting has its own values.", ":set digits 99"),
    .init("E505", "nothing there", "There is nothing to take back, to keep or to try.", ":undo"),
    .init("E506", "no optimizer", "A step needs a descent to go on with.", ":step"),
    .init("E507", "no help on this", "No function, command or topic has this name.", "?dett"),
    .init("E508", "no value yet", "No cell has given a value.", ":full"),
    .init("E509", "nothing to bind", "A value given from outside is no name=value.", nil),
    .init("E510", "not text", "The file is not UTF-8.", nil),
    .init("E511", "no header", "A session begins with ---, nabla: 1 and ---.", nil),
    .init("E512", "another version", "The session needs a later version of this program.", nil),
    .init("E513", "header not understood", "A line of the header is no key and value it may hold.", nil),
    .init("E514", "fence not closed", "A fence opens in the session and never closes.", nil),
    .init(
      "E515", "nothing above or after", "A line of the session needs another one, or something after its sign.", nil),
    .init("E516", "no error code", "An expected error begins with its code.", nil),
    .init("E517", "option not understood", "An option of a cell is unknown, malformed or given twice.", nil),
    .init("E518", "exercise not understood", "A line of an exercise is unknown or incomplete.", nil),
    .init("E519", "cannot be written", "What was to be saved would read back as something else.", nil),
    .init("E520", "no such cell", "No cell has this number.", ":edit 7"),
    .init("E521", "not a cell", "What is to stand in a cell leaves nothing behind.", nil),
    .init("E522", "nothing to silence", "The command only shows something.", ":vars;"),
    .init("E523", "not run", "Lines of the session look like input, but prose around them holds them.", nil),
    .init("E530", "the file cannot be used", "The system refused to read or write it.", ":open nowhere.mlsession"),
    .init("E531", "not a file of this kind", "It is no ordinary file, or too large.", nil),
    .init("E532", "not allowed", "Files outside the notebook's folder need trust.", nil),
    .init("E533", "not a path", "The name cannot be one of a file.", nil),
    .init("E534", "not a journal", "The file is not a journal of this program.", nil),
    .init("E535", "a file is there already", "Nothing is overwritten unasked.", nil),
    .init("E536", "changed meanwhile", "The file is no longer the one that was read.", nil),
    .init("E537", "no such kind of file", "A chart is written as .svg or as .txt.", "write(plot([1, 2]), \"c.png\")"),
    .init("E538", "not text", "The bytes of the file are not UTF-8.", nil),
  ]
}
