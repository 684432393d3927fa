#pragma once
// The door to OpenBLAS. Each call takes `z`: 0 for real entries, 1 for complex ones (pairs of doubles), and
// allocates its own workspace. Matrices are column-major without padding. A positive result is LAPACK's
// `info`; NABLA_NO_MEMORY says that the workspace could not be had.
#ifdef __cplusplus
extern "C" {
#endif

enum { NABLA_NO_MEMORY = -1000 };

/// How many threads OpenBLAS may use from now on.
void nabla_threads(int n);

/// c = op(a) op(b), with op 'N', 'T' or 'C'; c is m×n and k is the inner dimension.
void nabla_gemm(int z, char ta, char tb, int m, int n, int k, const void *a, const void *b, void *c);
/// y = a x for an m×n matrix.
void nabla_gemv(int z, int m, int n, const void *a, const void *x, void *y);
/// c = a b for small real matrices, without calling OpenBLAS.
void nabla_small_gemm(int m, int k, int n, const double *a, const double *b, double *c);
/// 1 if no number is NaN or infinite, else 0.
int nabla_finite(long n, const double *x);
/// 1 if the n×n matrix equals its transpose, else 0.
int nabla_symmetric(int n, const double *a);
/// The largest column sum of |aᵢⱼ| of a finite m×n matrix.
double nabla_one_norm(int m, int n, const double *a);
/// xᵀy in about twice the working precision (Ogita, Rump & Oishi 2005, algorithm Dot2).
double nabla_dot2(long n, const double *x, const double *y);

int nabla_getrf(int z, int m, int n, void *a, int *pivots);
int nabla_getri(int z, int n, void *lu, const int *pivots);
int nabla_getrs(int z, int n, int columns, const void *lu, const int *pivots, void *b);
/// The reciprocal condition number in the 1-norm from an LU factorisation.
int nabla_gecon(int z, int n, const void *lu, double norm, double *rcond);
int nabla_potrf(int z, int n, void *a);
int nabla_potrs(int z, int n, int columns, const void *l, void *b);
int nabla_pocon(int z, int n, const void *l, double norm, double *rcond);
int nabla_geqrf(int z, int m, int n, void *a, void *tau);
/// Turns k reflectors stored in the m×n array into its first n columns of Q.
int nabla_orgqr(int z, int m, int n, int k, void *a, const void *tau);
/// b becomes Qᴴ b for the k reflectors of the m-row array.
int nabla_ormqr(int z, int m, int columns, int k, const void *a, const void *tau, void *b);
/// Solves with the upper triangle of the n×n matrix whose leading dimension is lda.
int nabla_trtrs(int z, int n, int columns, const void *a, int lda, void *b, int ldb);
int nabla_trcon(int z, int n, const void *a, int lda, double *rcond);
/// Minimum norm least squares by SVD; b has max(m, n) rows.
int nabla_gelsd(int z, int m, int n, int columns, void *a, void *b, double *s, double rcond, int *rank);
/// job 'A', 'S' or 'N'.
int nabla_gesdd(int z, char job, int m, int n, void *a, double *s, void *u, int ldu, void *vt, int ldvt);
/// Symmetric or Hermitian; the eigenvalues come ascending and a becomes the vectors when job is 'V'.
int nabla_syevd(int z, char job, int n, void *a, double *w);
/// Real general: eigenvalues in wr + i wi, vectors packed as LAPACK does.
int nabla_dgeev(char job, int n, double *a, double *wr, double *wi, double *v);
int nabla_zgeev(char job, int n, void *a, void *w, void *v);
/// A = Q T Qᴴ; real matrices get the real (quasi-triangular) form.
int nabla_gees(int z, int n, void *a, void *q);

/// The sides up to which the functions below beat LAPACK's.
enum { NABLA_SMALL = 256 };
/// x becomes the solution, for one right side.
void nabla_small_getrs(int n, const double *lu, const int *pivots, double *x);
void nabla_small_potrs(int n, const double *l, double *x);
/// The reciprocal condition number in the 1-norm from A = LLᵀ, when `symmetric`, or from an LU factorisation; not
/// positive and finite where numbers left the range on the way, and LAPACK's scaled functions have to tell.
double nabla_small_condition(int symmetric, int n, const double *a, double norm);

#ifdef __cplusplus
}
#endif
