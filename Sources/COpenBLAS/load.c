#define _GNU_SOURCE
#include "openblas.h"
#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// Defined here, declared with their parameters in openblas.h.
__typeof__(openblas_set_num_threads) openblas_set_num_threads;
__typeof__(cblas_dgemm) cblas_dgemm;
__typeof__(cblas_zgemm) cblas_zgemm;
__typeof__(cblas_dgemv) cblas_dgemv;
__typeof__(cblas_zgemv) cblas_zgemv;
__typeof__(dorgqr_) dorgqr_;
__typeof__(zungqr_) zungqr_;
__typeof__(dgelsd_) dgelsd_;
__typeof__(zgelsd_) zgelsd_;
__typeof__(dgesdd_) dgesdd_;
__typeof__(zgesdd_) zgesdd_;
__typeof__(dsyevd_) dsyevd_;
__typeof__(zheevd_) zheevd_;
__typeof__(dgeev_) dgeev_;
__typeof__(zgeev_) zgeev_;
__typeof__(dgees_) dgees_;
__typeof__(zgees_) zgees_;
__typeof__(dgetrf_) dgetrf_;
__typeof__(zgetrf_) zgetrf_;
__typeof__(dgetri_) dgetri_;
__typeof__(zgetri_) zgetri_;
__typeof__(dgetrs_) dgetrs_;
__typeof__(zgetrs_) zgetrs_;
__typeof__(dgecon_) dgecon_;
__typeof__(zgecon_) zgecon_;
__typeof__(dpotrf_) dpotrf_;
__typeof__(zpotrf_) zpotrf_;
__typeof__(dpotrs_) dpotrs_;
__typeof__(zpotrs_) zpotrs_;
__typeof__(dpocon_) dpocon_;
__typeof__(zpocon_) zpocon_;
__typeof__(dgeqrf_) dgeqrf_;
__typeof__(zgeqrf_) zgeqrf_;
__typeof__(dtrtrs_) dtrtrs_;
__typeof__(ztrtrs_) ztrtrs_;
__typeof__(dtrcon_) dtrcon_;
__typeof__(ztrcon_) ztrcon_;
__typeof__(dormqr_) dormqr_;
__typeof__(zunmqr_) zunmqr_;

// OpenBLAS chooses its kernels by the processor's model number, and one that is younger than the library gets the
// oldest: 3 to 5 times slower than need be. What counts is what the processor can do, so it is asked to choose
// again as the nearest model it knows. A choice made by the user, and one it made knowingly, stand.
static char *(*openblas_get_corename)(void);
static void (*gotoblas_dynamic_init)(void);
static void (*gotoblas_dynamic_quit)(void);

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

static const struct {
  void **place;
  const char *name;
} needed[] = {
  {(void **)&openblas_set_num_threads, "openblas_set_num_threads"},
  {(void **)&cblas_dgemm, "cblas_dgemm"},
  {(void **)&cblas_zgemm, "cblas_zgemm"},
  {(void **)&cblas_dgemv, "cblas_dgemv"},
  {(void **)&cblas_zgemv, "cblas_zgemv"},
  {(void **)&dorgqr_, "dorgqr_"},
  {(void **)&zungqr_, "zungqr_"},
  {(void **)&dgelsd_, "dgelsd_"},
  {(void **)&zgelsd_, "zgelsd_"},
  {(void **)&dgesdd_, "dgesdd_"},
  {(void **)&zgesdd_, "zgesdd_"},
  {(void **)&dsyevd_, "dsyevd_"},
  {(void **)&zheevd_, "zheevd_"},
  {(void **)&dgeev_, "dgeev_"},
  {(void **)&zgeev_, "zgeev_"},
  {(void **)&dgees_, "dgees_"},
  {(void **)&zgees_, "zgees_"},
  {(void **)&dgetrf_, "dgetrf_"},
  {(void **)&zgetrf_, "zgetrf_"},
  {(void **)&dgetri_, "dgetri_"},
  {(void **)&zgetri_, "zgetri_"},
  {(void **)&dgetrs_, "dgetrs_"},
  {(void **)&zgetrs_, "zgetrs_"},
  {(void **)&dgecon_, "dgecon_"},
  {(void **)&zgecon_, "zgecon_"},
  {(void **)&dpotrf_, "dpotrf_"},
  {(void **)&zpotrf_, "zpotrf_"},
  {(void **)&dpotrs_, "dpotrs_"},
  {(void **)&zpotrs_, "zpotrs_"},
  {(void **)&dpocon_, "dpocon_"},
  {(void **)&zpocon_, "zpocon_"},
  {(void **)&dgeqrf_, "dgeqrf_"},
  {(void **)&zgeqrf_, "zgeqrf_"},
  {(void **)&dtrtrs_, "dtrtrs_"},
  {(void **)&ztrtrs_, "ztrtrs_"},
  {(void **)&dtrcon_, "dtrcon_"},
  {(void **)&ztrcon_, "ztrcon_"},
  {(void **)&dormqr_, "dormqr_"},
  {(void **)&zunmqr_, "zunmqr_"}};

// The library is loaded when it is first needed: with its own libraries it would double the time to the prompt, and
// most of what people type needs none of it.
static void load(void) {
  void *library = dlopen("libopenblas.so.0", RTLD_NOW | RTLD_LOCAL);
  if (!library) library = dlopen("libopenblas.so", RTLD_NOW | RTLD_LOCAL);
  for (size_t k = 0; k < sizeof needed / sizeof *needed; k++) {
    *needed[k].place = library ? dlsym(library, needed[k].name) : NULL;
    if (!*needed[k].place) {
      // What the system's loader would have said before the first prompt.
      fprintf(stderr, "nabla: OpenBLAS cannot be loaded (%s); on Debian: apt-get install libopenblas0\n", needed[k].name);
      _Exit(2);
    }
  }
  *(void **)&openblas_get_corename = dlsym(library, "openblas_get_corename");
  *(void **)&gotoblas_dynamic_init = dlsym(library, "gotoblas_dynamic_init");
  *(void **)&gotoblas_dynamic_quit = dlsym(library, "gotoblas_dynamic_quit");
  choose_kernels();
  // With another program on the second core, a shared dot product waits 8 ms for its partner: begin with one thread.
  openblas_set_num_threads(1);
}

void nabla_ready(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, load);
}
