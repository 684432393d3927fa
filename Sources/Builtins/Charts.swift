import Evaluation
let charts: [Builtin] = []
