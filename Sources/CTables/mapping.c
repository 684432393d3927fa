#include "ctables.h"
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

// A mapped file that somebody shortens answers a read with SIGBUS. The handler puts a page of zeros where the page went
// and goes on; whoever unmaps is told. Any other SIGBUS goes to whoever handled it before.

enum { places = 16 };
static struct {
  _Atomic uintptr_t start, end;
  _Atomic int lost;
} mapped[places];
static struct sigaction before;
static long page;

static void caught(int number, siginfo_t *info, void *context) {
  const uintptr_t at = (uintptr_t)info->si_addr;
  const int saved = errno;
  for (int i = 0; i < places; i++) {
    if (at < mapped[i].start || at >= mapped[i].end) continue;
    void *start = (void *)(at & ~(uintptr_t)(page - 1));
    if (mmap(start, page, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0) == MAP_FAILED) break;
    mapped[i].lost = 1;
    errno = saved;
    return;
  }
  // Without our handler the fault comes again and meets the one before.
  (void)number, (void)context;
  sigaction(SIGBUS, &before, NULL);
}

static void install(void) {
  page = sysconf(_SC_PAGESIZE);
  struct sigaction action = {.sa_sigaction = caught, .sa_flags = SA_SIGINFO | SA_RESTART};
  sigemptyset(&action.sa_mask);
  sigaction(SIGBUS, &action, &before);
}

const uint8_t *ctables_map(int descriptor, size_t size) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, install);
  void *data = mmap(NULL, size, PROT_READ, MAP_PRIVATE, descriptor, 0);
  if (data == MAP_FAILED) return NULL;
  madvise(data, size, MADV_SEQUENTIAL);
  for (int i = 0; i < places; i++) {
    uintptr_t none = 0;
    if (!atomic_compare_exchange_strong(&mapped[i].start, &none, (uintptr_t)data)) continue;
    mapped[i].lost = 0;
    mapped[i].end = (uintptr_t)data + size;
    return data;
  }
  munmap(data, size);
  errno = EMFILE;
  return NULL;
}

int ctables_unmap(const uint8_t *data, size_t size) {
  int lost = 0;
  for (int i = 0; i < places; i++) {
    if (mapped[i].start != (uintptr_t)data) continue;
    lost = mapped[i].lost;
    mapped[i].end = 0;
    mapped[i].start = 0;
    break;
  }
  munmap((void *)data, size);
  return lost;
}
