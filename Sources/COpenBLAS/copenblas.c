#include "copenblas.h"
#include "openblas.h"
#include <stdlib.h>

static const D one[2] = {1, 0}, zero[2] = {0, 0};
enum { COLUMN_MAJOR = 102, NO_TRANS = 111, TRANS = 112, CONJ_TRANS = 113 };

static int at_least_one(int n) { return n > 1 ? n : 1; }
static int op(char c) { return c == 'N' ? NO_TRANS : c == 'T' ? TRANS : CONJ_TRANS; }
static void *room(int z, size_t count) { return malloc((count + 1) * (z ? 2 : 1) * sizeof(D)); }

// The first number of a workspace after a query is its best length; past 2^24 a float conversion inside LAPACK may
// round it down, so it never falls below what the caller knows is needed.
static int queried(const D *work) { return work[0] < 2147483000.0 ? (int)work[0] + 1 : 2147483000; }

void nabla_threads(int n) {
  nabla_ready();
  openblas_set_num_threads(n);
}

void nabla_gemm(int z, char ta, char tb, int m, int n, int k, const void *a, const void *b, void *c) {
  nabla_ready();
  int lda = at_least_one(ta == 'N' ? m : k), ldb = at_least_one(tb == 'N' ? k : n), ldc = at_least_one(m);
  if (z)
    cblas_zgemm(COLUMN_MAJOR, op(ta), op(tb), m, n, k, one, a, lda, b, ldb, zero, c, ldc);
  else
    cblas_dgemm(COLUMN_MAJOR, op(ta), op(tb), m, n, k, 1, a, lda, b, ldb, 0, c, ldc);
}

void nabla_gemv(int z, int m, int n, const void *a, const void *x, void *y) {
  nabla_ready();
  int lda = at_least_one(m);
  if (z)
    cblas_zgemv(COLUMN_MAJOR, NO_TRANS, m, n, one, a, lda, x, 1, zero, y, 1);
  else
    cblas_dgemv(COLUMN_MAJOR, NO_TRANS, m, n, 1, a, lda, x, 1, 0, y, 1);
}

int nabla_getrf(int z, int m, int n, void *a, int *pivots) {
  nabla_ready();
  int lda = at_least_one(m), info = 0;
  (z ? zgetrf_ : dgetrf_)(&m, &n, a, &lda, pivots, &info);
  return info;
}

int nabla_getri(int z, int n, void *lu, const int *pivots) {
  nabla_ready();
  int lda = at_least_one(n), info = 0, length = -1;
  D size[2];
  (z ? zgetri_ : dgetri_)(&n, lu, &lda, pivots, size, &length, &info);
  length = queried(size);
  void *work = room(z, length);
  if (!work) return NABLA_NO_MEMORY;
  (z ? zgetri_ : dgetri_)(&n, lu, &lda, pivots, work, &length, &info);
  free(work);
  return info;
}

int nabla_getrs(int z, int n, int columns, const void *lu, const int *pivots, void *b) {
  if (!z && columns == 1 && n <= NABLA_SMALL) {
    nabla_small_getrs(n, lu, pivots, b);
    return 0;
  }
  nabla_ready();
  int lda = at_least_one(n), info = 0;
  (z ? zgetrs_ : dgetrs_)("N", &n, &columns, lu, &lda, pivots, b, &lda, &info);
  return info;
}

// Real condition estimates want integers as their second workspace, complex ones doubles.
#define CONDITION(call) \
  void *work = room(z, 4 * (size_t)n); \
  void *second = malloc((size_t)(n + 1) * 2 * sizeof(D)); \
  if (!work || !second) info = NABLA_NO_MEMORY; \
  else call; \
  free(work); \
  free(second); \
  return info;

// Whether the condition number could be found without scaling, which only numbers near the ends of the range need.
static int is_easy(int z, int symmetric, int n, const void *a, double norm, double *rcond) {
  if (z || n < 1 || n > NABLA_SMALL) return 0;
  *rcond = nabla_small_condition(symmetric, n, a, norm);
  return *rcond > 0 && *rcond <= 2;
}

int nabla_gecon(int z, int n, const void *lu, double norm, double *rcond) {
  if (is_easy(z, 0, n, lu, norm, rcond)) return 0;
  nabla_ready();
  int lda = at_least_one(n), info = 0;
  CONDITION((z ? zgecon_ : dgecon_)("1", &n, lu, &lda, &norm, rcond, work, second, &info))
}

int nabla_potrf(int z, int n, void *a) {
  nabla_ready();
  int lda = at_least_one(n), info = 0;
  (z ? zpotrf_ : dpotrf_)("L", &n, a, &lda, &info);
  return info;
}

int nabla_potrs(int z, int n, int columns, const void *l, void *b) {
  if (!z && columns == 1 && n <= NABLA_SMALL) {
    nabla_small_potrs(n, l, b);
    return 0;
  }
  nabla_ready();
  int lda = at_least_one(n), info = 0;
  (z ? zpotrs_ : dpotrs_)("L", &n, &columns, l, &lda, b, &lda, &info);
  return info;
}

int nabla_pocon(int z, int n, const void *l, double norm, double *rcond) {
  if (is_easy(z, 1, n, l, norm, rcond)) return 0;
  nabla_ready();
  int lda = at_least_one(n), info = 0;
  CONDITION((z ? zpocon_ : dpocon_)("L", &n, l, &lda, &norm, rcond, work, second, &info))
}

int nabla_trcon(int z, int n, const void *a, int lda, double *rcond) {
  nabla_ready();
  int info = 0;
  CONDITION((z ? ztrcon_ : dtrcon_)("1", "U", "N", &n, a, &lda, rcond, work, second, &info))
}

int nabla_geqrf(int z, int m, int n, void *a, void *tau) {
  nabla_ready();
  int lda = at_least_one(m), info = 0, length = -1;
  D size[2];
  (z ? zgeqrf_ : dgeqrf_)(&m, &n, a, &lda, tau, size, &length, &info);
  length = queried(size);
  void *work = room(z, length);
  if (!work) return NABLA_NO_MEMORY;
  (z ? zgeqrf_ : dgeqrf_)(&m, &n, a, &lda, tau, work, &length, &info);
  free(work);
  return info;
}

int nabla_orgqr(int z, int m, int n, int k, void *a, const void *tau) {
  nabla_ready();
  int lda = at_least_one(m), info = 0, length = -1;
  D size[2];
  (z ? zungqr_ : dorgqr_)(&m, &n, &k, a, &lda, tau, size, &length, &info);
  length = queried(size);
  void *work = room(z, length);
  if (!work) return NABLA_NO_MEMORY;
  (z ? zungqr_ : dorgqr_)(&m, &n, &k, a, &lda, tau, work, &length, &info);
  free(work);
  return info;
}

int nabla_ormqr(int z, int m, int columns, int k, const void *a, const void *tau, void *b) {
  nabla_ready();
  int lda = at_least_one(m), info = 0, length = -1;
  const char *adjoint = z ? "C" : "T";
  D size[2];
  (z ? zunmqr_ : dormqr_)("L", adjoint, &m, &columns, &k, a, &lda, tau, b, &lda, size, &length, &info);
  length = queried(size);
  void *work = room(z, length);
  if (!work) return NABLA_NO_MEMORY;
  (z ? zunmqr_ : dormqr_)("L", adjoint, &m, &columns, &k, a, &lda, tau, b, &lda, work, &length, &info);
  free(work);
  return info;
}

int nabla_trtrs(int z, int n, int columns, const void *a, int lda, void *b, int ldb) {
  nabla_ready();
  int info = 0;
  (z ? ztrtrs_ : dtrtrs_)("U", "N", "N", &n, &columns, a, &lda, b, &ldb, &info);
  return info;
}

int nabla_gelsd(int z, int m, int n, int columns, void *a, void *b, double *s, double rcond, int *rank) {
  nabla_ready();
  int lda = at_least_one(m), ldb = at_least_one(m > n ? m : n), info = 0, length = -1, integers = 1;
  D size[2], reals = 0;
  if (z)
    zgelsd_(&m, &n, &columns, a, &lda, b, &ldb, s, &rcond, rank, size, &length, &reals, &integers, &info);
  else
    dgelsd_(&m, &n, &columns, a, &lda, b, &ldb, s, &rcond, rank, size, &length, &integers, &info);
  if (info) return info;
  length = queried(size);
  void *work = room(z, length);
  D *rwork = malloc(((size_t)reals + 1) * sizeof(D));
  I *iwork = malloc(((size_t)integers + 1) * sizeof(I));
  if (!work || !rwork || !iwork)
    info = NABLA_NO_MEMORY;
  else if (z)
    zgelsd_(&m, &n, &columns, a, &lda, b, &ldb, s, &rcond, rank, work, &length, rwork, iwork, &info);
  else
    dgelsd_(&m, &n, &columns, a, &lda, b, &ldb, s, &rcond, rank, work, &length, iwork, &info);
  free(work);
  free(rwork);
  free(iwork);
  return info;
}

int nabla_gesdd(int z, char job, int m, int n, void *a, double *s, void *u, int ldu, void *vt, int ldvt) {
  nabla_ready();
  int lda = at_least_one(m), info = 0, length = -1;
  size_t small = m < n ? m : n, large = m < n ? n : m;
  D size[2];
  if (z)
    zgesdd_(&job, &m, &n, a, &lda, s, u, &ldu, vt, &ldvt, size, &length, NULL, NULL, &info);
  else
    dgesdd_(&job, &m, &n, a, &lda, s, u, &ldu, vt, &ldvt, size, &length, NULL, &info);
  if (info) return info;
  length = queried(size);
  size_t reals = z ? small * (5 * small + 7) + small * (2 * large + 2 * small + 1) : 0;
  void *work = room(z, length);
  D *rwork = malloc((reals + 1) * sizeof(D));
  I *iwork = malloc((8 * small + 1) * sizeof(I));
  if (!work || !rwork || !iwork)
    info = NABLA_NO_MEMORY;
  else if (z)
    zgesdd_(&job, &m, &n, a, &lda, s, u, &ldu, vt, &ldvt, work, &length, rwork, iwork, &info);
  else
    dgesdd_(&job, &m, &n, a, &lda, s, u, &ldu, vt, &ldvt, work, &length, iwork, &info);
  free(work);
  free(rwork);
  free(iwork);
  return info;
}

int nabla_syevd(int z, char job, int n, void *a, double *w) {
  nabla_ready();
  int lda = at_least_one(n), info = 0, length = -1, reals = -1, integers = -1, isize = 1;
  D size[2], rsize = 1;
  if (z)
    zheevd_(&job, "L", &n, a, &lda, w, size, &length, &rsize, &reals, &isize, &integers, &info);
  else
    dsyevd_(&job, "L", &n, a, &lda, w, size, &length, &isize, &integers, &info);
  if (info) return info;
  length = queried(size);
  reals = queried(&rsize);
  integers = isize;
  void *work = room(z, length);
  D *rwork = malloc(((size_t)reals + 1) * sizeof(D));
  I *iwork = malloc(((size_t)integers + 1) * sizeof(I));
  if (!work || !rwork || !iwork)
    info = NABLA_NO_MEMORY;
  else if (z)
    zheevd_(&job, "L", &n, a, &lda, w, work, &length, rwork, &reals, iwork, &integers, &info);
  else
    dsyevd_(&job, "L", &n, a, &lda, w, work, &length, iwork, &integers, &info);
  free(work);
  free(rwork);
  free(iwork);
  return info;
}

int nabla_dgeev(char job, int n, double *a, double *wr, double *wi, double *v) {
  nabla_ready();
  int lda = at_least_one(n), info = 0, length = -1;
  D size[2];
  dgeev_("N", &job, &n, a, &lda, wr, wi, v, &lda, v, &lda, size, &length, &info);
  length = queried(size);
  D *work = room(0, length);
  if (!work) return NABLA_NO_MEMORY;
  dgeev_("N", &job, &n, a, &lda, wr, wi, v, &lda, v, &lda, work, &length, &info);
  free(work);
  return info;
}

int nabla_zgeev(char job, int n, void *a, void *w, void *v) {
  nabla_ready();
  int lda = at_least_one(n), info = 0, length = -1;
  D size[2];
  D *rwork = malloc(((size_t)n + 1) * 2 * sizeof(D));
  if (!rwork) return NABLA_NO_MEMORY;
  zgeev_("N", &job, &n, a, &lda, w, v, &lda, v, &lda, size, &length, rwork, &info);
  length = queried(size);
  void *work = room(1, length);
  if (!work)
    info = NABLA_NO_MEMORY;
  else
    zgeev_("N", &job, &n, a, &lda, w, v, &lda, v, &lda, work, &length, rwork, &info);
  free(work);
  free(rwork);
  return info;
}

int nabla_gees(int z, int n, void *a, void *q) {
  nabla_ready();
  int lda = at_least_one(n), info = 0, length = -1, sorted = 0, unused = 0;
  D size[2];
  D *w = malloc(((size_t)n + 1) * 2 * sizeof(D)), *rwork = malloc(((size_t)n + 1) * sizeof(D));
  void *work = NULL;
  if (!w || !rwork) {
    info = NABLA_NO_MEMORY;
  } else {
    if (z)
      zgees_("V", "N", NULL, &n, a, &lda, &sorted, w, q, &lda, size, &length, rwork, &unused, &info);
    else
      dgees_("V", "N", NULL, &n, a, &lda, &sorted, w, w + n + 1, q, &lda, size, &length, &unused, &info);
    length = queried(size);
    work = room(z, length);
    if (!work)
      info = NABLA_NO_MEMORY;
    else if (z)
      zgees_("V", "N", NULL, &n, a, &lda, &sorted, w, q, &lda, work, &length, rwork, &unused, &info);
    else
      dgees_("V", "N", NULL, &n, a, &lda, &sorted, w, w + n + 1, q, &lda, work, &length, &unused, &info);
  }
  free(work);
  free(w);
  free(rwork);
  return info;
}
