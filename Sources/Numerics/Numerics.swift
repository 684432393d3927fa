// The complex type is swift-numerics'; every target above speaks it through this one door.
@_exported import ComplexModule
@_exported import RealModule
