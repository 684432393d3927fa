#include "copenblas.h"
#include <stdlib.h>
#include <string.h>

typedef int I;
typedef double D;
typedef void V;

extern void openblas_set_num_threads(int);
extern void cblas_dgemm(int, int, int, I, I, I, D, const D *, I, const D *, I, D, D *, I);
extern void cblas_zgemm(int, int, int, I, I, I, const V *, const V *, I, const V *, I, const V *, V *, I);
extern void cblas_dgemv(int, int, I, I, D, const D *, I, const D *, I, D, D *, I);
extern void cblas_zgemv(int, int, I, I, const V *, const V *, I, const V *, I, const V *, V *, I);

#define PAIR(name, ...) \
  extern void d##name##_(__VA_ARGS__); \
  extern void z##name##_(__VA_ARGS__);
PAIR(getrf, const I *, const I *, V *, const I *, I *, I *)
PAIR(getri, const I *, V *, const I *, const I *, V *, const I *, I *)
PAIR(getrs, const char *, const I *, const I *, const V *, const I *, const I *, V *, const I *, I *)
PAIR(gecon, const char *, const I *, const V *, const I *, const D *, D *, V *, V *, I *)
PAIR(potrf, const char *, const I *, V *, const I *, I *)
PAIR(potrs, const char *, const I *, const I *, const V *, const I *, V *, const I *, I *)
PAIR(pocon, const char *, const I *, const V *, const I *, const D *, D *, V *, V *, I *)
PAIR(geqrf, const I *, const I *, V *, const I *, V *, V *, const I *, I *)
PAIR(trtrs, const char *, const char *, const char *, const I *, const I *, const V *, const I *, V *, const I *, I *)
PAIR(trcon, const char *, const char *, const char *, const I *, const V *, const I *, D *, V *, V *, I *)
#define MULTIPLY(name) \
  extern void name(const char *, const char *, const I *, const I *, const I *, const V *, const I *, const V *, \
                   V *, const I *, V *, const I *, I *);
MULTIPLY(dormqr_)
MULTIPLY(zunmqr_)
extern void dorgqr_(const I *, const I *, const I *, V *, const I *, const V *, V *, const I *, I *);
extern void zungqr_(const I *, const I *, const I *, V *, const I *, const V *, V *, const I *, I *);
extern void dgelsd_(const I *, const I *, const I *, V *, const I *, V *, const I *, D *, const D *, I *, V *,
                    const I *, I *, I *);
extern void zgelsd_(const I *, const I *, const I *, V *, const I *, V *, const I *, D *, const D *, I *, V *,
                    const I *, D *, I *, I *);
extern void dgesdd_(const char *, const I *, const I *, V *, const I *, D *, V *, const I *, V *, const I *, V *,
                    const I *, I *, I *);
extern void zgesdd_(const char *, const I *, const I *, V *, const I *, D *, V *, const I *, V *, const I *, V *,
                    const I *, D *, I *, I *);
extern void dsyevd_(const char *, const char *, const I *, V *, const I *, D *, V *, const I *, I *, const I *, I *);
extern void zheevd_(const char *, const char *, const I *, V *, const I *, D *, V *, const I *, D *, const I *, I *,
                    const I *, I *);
extern void dgeev_(const char *, const char *, const I *, D *, const I *, D *, D *, D *, const I *, D *, const I *,
                   D *, const I *, I *);
extern void zgeev_(const char *, const char *, const I *, V *, const I *, V *, V *, const I *, V *, const I *, V *,
                   const I *, D *, I *);
extern void dgees_(const char *, const char *, V *, const I *, V *, const I *, I *, D *, D *, V *, const I *, V *,
                   const I *, I *, I *);
extern void zgees_(const char *, const char *, V *, const I *, V *, const I *, I *, V *, V *, const I *, V *,
                   const I *, D *, I *, I *);

static const D one[2] = {1, 0}, zero[2] = {0, 0};
enum { COLUMN_MAJOR = 102, NO_TRANS = 111, TRANS = 112, CONJ_TRANS = 113 };

static int at_least_one(int n) { return n > 1 ? n : 1; }
static int op(char c) { return c == 'N' ? NO_TRANS : c == 'T' ? TRANS : CONJ_TRANS; }
static void *room(int z, size_t count) { return malloc((count + 1) * (z ? 2 : 1) * sizeof(D)); }

// The first number of a workspace after a query is its best length; past 2^24 a float conversion inside LAPACK may
// round it down, so it never falls below what the caller knows is needed.
static int queried(const D *work) { return work[0] < 2147483000.0 ? (int)work[0] + 1 : 2147483000; }

void nabla_threads(int n) { openblas_set_num_threads(n); }

// OpenBLAS chooses its kernels by the processor's model number, and one that is younger than the library gets the
// oldest: 3 to 5 times slower than need be. What counts is what the processor can do, so it is asked to choose
// again as the nearest model it knows. A choice made by the user, and one it made knowingly, stand.
extern char *openblas_get_corename(void) __attribute__((weak));
extern void gotoblas_dynamic_init(void) __attribute__((weak));
extern void gotoblas_dynamic_quit(void) __attribute__((weak));

static void choose_kernels(void) {
#if defined(__x86_64__)
  const char *variable = "OPENBLAS_CORETYPE";
  if (!openblas_get_corename || !gotoblas_dynamic_init || !gotoblas_dynamic_quit || getenv(variable)) return;
  if (strcmp(openblas_get_corename(), "Prescott") != 0) return;
  __builtin_cpu_init();
  int wide = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
             __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") &&
             __builtin_cpu_supports("avx512cd");
  int modern = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
  if (!wide && !modern) return;
  // The Swift runtime finds the command line in front of the environment the process was given, which must not move.
  extern char **environ;
  char **given = environ;
  setenv(variable, wide ? "SkylakeX" : "Haswell", 0);
  gotoblas_dynamic_quit();
  gotoblas_dynamic_init();
  unsetenv(variable);
  environ = given;
#endif
}

// With another program on the second core, a shared dot product waits 8 ms for its partner: begin with one thread.
__attribute__((constructor)) static void begin(void) {
  choose_kernels();
  openblas_set_num_threads(1);
}

void nabla_gemm(int z, char ta, char tb, int m, int n, int k, const void *a, const void *b, void *c) {
  int lda = at_least_one(ta == 'N' ? m : k), ldb = at_least_one(tb == 'N' ? k : n), ldc = at_least_one(m);
  if (z)
    cblas_zgemm(COLUMN_MAJOR, op(ta), op(tb), m, n, k, one, a, lda, b, ldb, zero, c, ldc);
  else
    cblas_dgemm(COLUMN_MAJOR, op(ta), op(tb), m, n, k, 1, a, lda, b, ldb, 0, c, ldc);
}

void nabla_gemv(int z, int m, int n, const void *a, const void *x, void *y) {
  int lda = at_least_one(m);
  if (z)
    cblas_zgemv(COLUMN_MAJOR, NO_TRANS, m, n, one, a, lda, x, 1, zero, y, 1);
  else
    cblas_dgemv(COLUMN_MAJOR, NO_TRANS, m, n, 1, a, lda, x, 1, 0, y, 1);
}

int nabla_getrf(int z, int m, int n, void *a, int *pivots) {
  int lda = at_least_one(m), info = 0;
  (z ? zgetrf_ : dgetrf_)(&m, &n, a, &lda, pivots, &info);
  return info;
}

int nabla_getri(int z, int n, void *lu, const int *pivots) {
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

int nabla_gecon(int z, int n, const void *lu, double norm, double *rcond) {
  int lda = at_least_one(n), info = 0;
  CONDITION((z ? zgecon_ : dgecon_)("1", &n, lu, &lda, &norm, rcond, work, second, &info))
}

int nabla_potrf(int z, int n, void *a) {
  int lda = at_least_one(n), info = 0;
  (z ? zpotrf_ : dpotrf_)("L", &n, a, &lda, &info);
  return info;
}

int nabla_potrs(int z, int n, int columns, const void *l, void *b) {
  int lda = at_least_one(n), info = 0;
  (z ? zpotrs_ : dpotrs_)("L", &n, &columns, l, &lda, b, &lda, &info);
  return info;
}

int nabla_pocon(int z, int n, const void *l, double norm, double *rcond) {
  int lda = at_least_one(n), info = 0;
  CONDITION((z ? zpocon_ : dpocon_)("L", &n, l, &lda, &norm, rcond, work, second, &info))
}

int nabla_trcon(int z, int n, const void *a, int lda, double *rcond) {
  int info = 0;
  CONDITION((z ? ztrcon_ : dtrcon_)("1", "U", "N", &n, a, &lda, rcond, work, second, &info))
}

int nabla_geqrf(int z, int m, int n, void *a, void *tau) {
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
  int info = 0;
  (z ? ztrtrs_ : dtrtrs_)("U", "N", "N", &n, &columns, a, &lda, b, &ldb, &info);
  return info;
}

int nabla_gelsd(int z, int m, int n, int columns, void *a, void *b, double *s, double rcond, int *rank) {
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
