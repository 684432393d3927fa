#pragma once
// The functions of OpenBLAS that are called, as pointers that `nabla_ready` fills. They are hidden, or the library
// would take them for the functions of the same names that it calls itself.
#pragma GCC visibility push(hidden)
typedef int I;
typedef double D;
typedef void V;

extern void (*openblas_set_num_threads)(int);
extern void (*cblas_dgemm)(int, int, int, I, I, I, D, const D *, I, const D *, I, D, D *, I);
extern void (*cblas_zgemm)(int, int, int, I, I, I, const V *, const V *, I, const V *, I, const V *, V *, I);
extern void (*cblas_dgemv)(int, int, I, I, D, const D *, I, const D *, I, D, D *, I);
extern void (*cblas_zgemv)(int, int, I, I, const V *, const V *, I, const V *, I, const V *, V *, I);

#define PAIR(name, ...) \
  extern void (*d##name##_)(__VA_ARGS__); \
  extern void (*z##name##_)(__VA_ARGS__);
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
  extern void (*name)(const char *, const char *, const I *, const I *, const I *, const V *, const I *, const V *, \
                   V *, const I *, V *, const I *, I *);
MULTIPLY(dormqr_)
MULTIPLY(zunmqr_)
extern void (*dorgqr_)(const I *, const I *, const I *, V *, const I *, const V *, V *, const I *, I *);
extern void (*zungqr_)(const I *, const I *, const I *, V *, const I *, const V *, V *, const I *, I *);
extern void (*dgelsd_)(const I *, const I *, const I *, V *, const I *, V *, const I *, D *, const D *, I *, V *,
                    const I *, I *, I *);
extern void (*zgelsd_)(const I *, const I *, const I *, V *, const I *, V *, const I *, D *, const D *, I *, V *,
                    const I *, D *, I *, I *);
extern void (*dgesdd_)(const char *, const I *, const I *, V *, const I *, D *, V *, const I *, V *, const I *, V *,
                    const I *, I *, I *);
extern void (*zgesdd_)(const char *, const I *, const I *, V *, const I *, D *, V *, const I *, V *, const I *, V *,
                    const I *, D *, I *, I *);
extern void (*dsyevd_)(const char *, const char *, const I *, V *, const I *, D *, V *, const I *, I *, const I *, I *);
extern void (*zheevd_)(const char *, const char *, const I *, V *, const I *, D *, V *, const I *, D *, const I *, I *,
                    const I *, I *);
extern void (*dgeev_)(const char *, const char *, const I *, D *, const I *, D *, D *, D *, const I *, D *, const I *,
                   D *, const I *, I *);
extern void (*zgeev_)(const char *, const char *, const I *, V *, const I *, V *, V *, const I *, V *, const I *, V *,
                   const I *, D *, I *);
extern void (*dgees_)(const char *, const char *, V *, const I *, V *, const I *, I *, D *, D *, V *, const I *, V *,
                   const I *, I *, I *);
extern void (*zgees_)(const char *, const char *, V *, const I *, V *, const I *, I *, V *, V *, const I *, V *,
                   const I *, D *, I *, I *);

#pragma GCC visibility pop

/// Loads OpenBLAS unless that is done.
void nabla_ready(void);
