extension ErrorEntry {
  /// Formulas and the models fitted to them.
  static let models: [ErrorEntry] = [
    .init("E370", "no such column", "A formula names a column that the table does not have.", "lm(y_1 ~ x_1)"),
    .init(
      "E372", "levels never seen", "A model has nothing to say of kinds it was not fitted to.",
      "y = [1, 2, 3]; g = [\"a\", \"b\", \"a\"]; predict(lm(y ~ g), {g = \"c\"})"),
    .init(
      "E373", "no variable", "A part of a formula is not a column of the model's length.",
      "y = [1, 2, 3]; lm(y ~ sum(y))"),
    .init("E374", "nothing to explain", "A formula or new rows lack what the model needs.", "x = [1, 2]; lm(~ x)"),
    .init("E375", "nothing to fit", "Rows and responses are too few or differ in number.", "lm([1; 1; 1], [1, 2])"),
    .init("E377", "no term", "A part of a formula is no term.", "y = [1, 2, 3]; lm(y ~ 3)"),
    .init(
      "E378", "no such weights", "Weights are numbers from 0 on, and offsets finite ones, one for each row.",
      "lm([1; 1], [1, 2], weights = [1])"
    ),
    .init(
      "E379", "not a response of this family", "The response is not what the family describes.",
      "glm([1; 1], [1, -2], family = \"poisson\")"),
    .init(
      "E380", "no such link", "The family has other links, or this one does not reach the data.",
      "glm([1; 1], [1, 2], family = \"poisson\", link = \"logit\")"),
    .init(
      "E381", "looks at the whole column", "A term would mean something else in another table.",
      "y = [1, 2, 4]; x = [1, 2, 3]; predict(lm(y ~ cumsum(x)), {x = 4})"),
    .init(
      "E382", "models that cannot be compared", "Two models are compared on the same rows, one being larger.",
      "anova(lm([1; 1; 1], [1, 2, 4]), lm([1; 1; 1], [1, 2, 4]))"),
    .init(
      "E383", "too many terms", "Every * of a formula doubles its terms, up to ten thousand of them.",
      "y = [1, 2]; lm(y ~ a*b*c*d*f*g*h*j*k*l*m*n*o*p*q)"),
    .init(
      "E384", "always the same", "A factor needs two levels.", "y = [1, 2]; g = [\"a\", \"a\"]; lm(y ~ g)"),
  ]
}
