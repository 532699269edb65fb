/*
 * Stands between a process and its files, by LD_PRELOAD: writes down what the process writes, syncs and sends, and fails
 * on request as a disk does.
 *
 * In, from the environment: SHIM_FOLDER, the folder that is watched; SHIM_TRACE, a file to which records are appended;
 * SHIM_FAULTS, a file that is read at each call, and names what is to fail: `full`, `half` (half of a write, then full),
 * `read-only`, `sync`, `write` (input/output errors). Either of the last two may be unset.
 * Left out on purpose: memory maps (SQLite keeps its database and its log out of them; its index of the log, `-shm`, is
 * made anew after a loss of power), and all that other processes do.
 *
 * A record is: kind (1 byte), length of the name (1), zero (2), length of the data (4), offset (8), name, data.
 * Kinds: C made, W written, T cut to the length in `offset`, S synced, U removed, D the folder synced, N sent to a socket.
 * A call and its record are one step: the order of records is the order of what happened. What is sent is recorded
 * before, what is synced after it is done: the strictest order that is true.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

enum { FILES = 4096, NAME = 200, MOST_SENT = 16384 };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static char names[FILES][NAME]; /* of watched files that are open; "." is the folder; empty where it is none */
static char folder[4096];
static const char *faults;
static int trace = -1;

static int (*real_open)(const char *, int, ...);
static int (*real_close)(int);
static ssize_t (*real_read)(int, void *, size_t);
static ssize_t (*real_write)(int, const void *, size_t);
static ssize_t (*real_writev)(int, const struct iovec *, int);
static ssize_t (*real_pwrite)(int, const void *, size_t, off_t);
static int (*real_ftruncate)(int, off_t);
static int (*real_fsync)(int);
static int (*real_fdatasync)(int);
static int (*real_unlink)(const char *);
static ssize_t (*real_send)(int, const void *, size_t, int);

#define FIND(name) *(void **)&real_##name = dlsym(RTLD_NEXT, #name)

__attribute__((constructor)) static void start(void)
{
    FIND(close); FIND(read); FIND(write); FIND(writev); FIND(fsync); FIND(fdatasync); FIND(unlink); FIND(send);
    *(void **)&real_open = dlsym(RTLD_NEXT, "open64");
    *(void **)&real_pwrite = dlsym(RTLD_NEXT, "pwrite64");
    *(void **)&real_ftruncate = dlsym(RTLD_NEXT, "ftruncate64");
    const char *watched = getenv("SHIM_FOLDER"), *path = getenv("SHIM_TRACE");
    if (!watched || !realpath(watched, folder)) folder[0] = 0;
    faults = getenv("SHIM_FAULTS");
    if (path) {
        trace = real_open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
        if (trace < 0) { perror("the shim can't write its trace"); _exit(97); }
    }
}

/* The name of a watched file in its folder, "." for the folder itself, or none. */
static const char *watched(const char *path)
{
    size_t length = strlen(folder);
    char whole[4096];
    if (!length) return NULL;
    if (path[0] != '/') {
        if (!getcwd(whole, sizeof whole / 2) || strlen(path) > sizeof whole / 2 - 2) return NULL;
        strcat(strcat(whole, "/"), path);
        path = whole;
    }
    if (strncmp(path, folder, length)) return NULL;
    if (!path[length]) return ".";
    if (path[length] != '/' || strchr(path + length + 1, '/')) return NULL;
    size_t rest = strlen(path + length + 1);
    if (rest >= NAME || (rest > 4 && !strcmp(path + length + 1 + rest - 4, "-shm"))) return NULL;
    static __thread char name[NAME];
    return strcpy(name, rest ? path + length + 1 : ".");
}

static const char *name_of(int file)
{
    return file >= 0 && file < FILES && names[file][0] ? names[file] : NULL;
}

static void note(char kind, const char *name, uint64_t offset, const void *data, size_t size)
{
    if (trace < 0) return;
    unsigned char head[16] = {(unsigned char)kind, (unsigned char)strlen(name)};
    uint32_t length = (uint32_t)size;
    memcpy(head + 4, &length, 4);
    memcpy(head + 8, &offset, 8);
    struct iovec parts[3] = {{head, 16}, {(void *)name, strlen(name)}, {(void *)data, size}};
    if (real_writev(trace, parts, 3) != (ssize_t)(16 + strlen(name) + size)) { perror("the shim can't write its trace"); _exit(98); }
}

/* Whether this is to fail now. */
static int fails(const char *how)
{
    if (!faults) return 0;
    int saved = errno, file = real_open(faults, O_RDONLY | O_CLOEXEC);
    if (file < 0) { errno = saved; return 0; }
    char text[256] = {0};
    ssize_t size = real_read(file, text, sizeof text - 1);
    real_close(file);
    errno = saved;
    return size > 0 && strstr(text, how) != NULL;
}

static int open_one(const char *path, int flags, mode_t mode)
{
    pthread_mutex_lock(&lock);
    const char *name = watched(path);
    struct stat there;
    int is_new = name && (flags & O_CREAT) && stat(path, &there) != 0;
    int file = -1;
    if (name && (is_new || (flags & O_ACCMODE) != O_RDONLY) && fails("read-only")) errno = EROFS;
    else if (is_new && fails("full")) errno = ENOSPC;
    else file = real_open(path, flags, mode);
    int saved = errno;
    if (file >= 0 && file < FILES) {
        names[file][0] = 0;
        if (name) {
            strcpy(names[file], name);
            if (is_new) note('C', name, 0, NULL, 0);
            else if (flags & O_TRUNC) note('T', name, 0, NULL, 0);
        }
    }
    pthread_mutex_unlock(&lock);
    errno = saved;
    return file;
}

#define MODE(flags, mode) \
    mode_t mode = 0; \
    if ((flags) & (O_CREAT | __O_TMPFILE)) { va_list more; va_start(more, flags); mode = (mode_t)va_arg(more, int); va_end(more); }

int open(const char *path, int flags, ...) { MODE(flags, mode) return open_one(path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE(flags, mode) return open_one(path, flags | O_LARGEFILE, mode); }

int close(int file)
{
    pthread_mutex_lock(&lock);
    if (name_of(file)) names[file][0] = 0;
    int done = real_close(file), saved = errno;
    pthread_mutex_unlock(&lock);
    errno = saved;
    return done;
}

/* Writes at an offset, or at the file's position where it is negative. */
static ssize_t write_watched(int file, const char *name, const void *data, size_t size, off_t offset)
{
    if (fails("read-only")) { errno = EROFS; return -1; }
    if (fails("write")) { errno = EIO; return -1; }
    if (fails("full")) { errno = ENOSPC; return -1; }
    if (fails("half")) {
        if (size < 2) { errno = ENOSPC; return -1; }
        size /= 2;
    }
    off_t at = offset < 0 ? lseek(file, 0, SEEK_CUR) : offset;
    ssize_t done = offset < 0 ? real_write(file, data, size) : real_pwrite(file, data, size, offset);
    int saved = errno;
    if (done > 0) note('W', name, (uint64_t)at, data, (size_t)done);
    errno = saved;
    return done;
}

static int is_socket(int file)
{
    int kind, saved = errno;
    socklen_t size = sizeof kind;
    int yes = getsockopt(file, SOL_SOCKET, SO_TYPE, &kind, &size) == 0 && kind == SOCK_STREAM;
    errno = saved;
    return yes;
}

static void note_sent(int file, const void *data, size_t size)
{
    if (trace >= 0 && size && is_socket(file)) note('N', "", 0, data, size > MOST_SENT ? MOST_SENT : size);
}

ssize_t pwrite64(int file, const void *data, size_t size, off64_t offset)
{
    pthread_mutex_lock(&lock);
    const char *name = name_of(file);
    ssize_t done = name ? write_watched(file, name, data, size, offset) : real_pwrite(file, data, size, offset);
    int saved = errno;
    pthread_mutex_unlock(&lock);
    errno = saved;
    return done;
}
ssize_t pwrite(int file, const void *data, size_t size, off_t offset) { return pwrite64(file, data, size, offset); }

ssize_t write(int file, const void *data, size_t size)
{
    pthread_mutex_lock(&lock);
    const char *name = name_of(file);
    ssize_t done = -1;
    if (name) done = write_watched(file, name, data, size, -1);
    else note_sent(file, data, size);
    int saved = errno;
    pthread_mutex_unlock(&lock);
    errno = saved;
    return name ? done : real_write(file, data, size);
}

ssize_t send(int file, const void *data, size_t size, int flags)
{
    pthread_mutex_lock(&lock);
    note_sent(file, data, size);
    pthread_mutex_unlock(&lock);
    return real_send(file, data, size, flags);
}

ssize_t writev(int file, const struct iovec *parts, int count)
{
    pthread_mutex_lock(&lock);
    if (trace >= 0 && is_socket(file)) {
        static char all[MOST_SENT];
        size_t size = 0;
        for (int at = 0; at < count && size < sizeof all; at++) {
            size_t part = parts[at].iov_len < sizeof all - size ? parts[at].iov_len : sizeof all - size;
            memcpy(all + size, parts[at].iov_base, part);
            size += part;
        }
        note('N', "", 0, all, size);
    }
    pthread_mutex_unlock(&lock);
    return real_writev(file, parts, count);
}

int ftruncate64(int file, off64_t length)
{
    pthread_mutex_lock(&lock);
    const char *name = name_of(file);
    struct stat now;
    int done = -1;
    if (name && fails("read-only")) errno = EROFS;
    else if (name && fails("write")) errno = EIO;
    else if (name && fails("full") && fstat(file, &now) == 0 && length > now.st_size) errno = ENOSPC;
    else done = real_ftruncate(file, length);
    int saved = errno;
    if (name && done == 0) note('T', name, (uint64_t)length, NULL, 0);
    pthread_mutex_unlock(&lock);
    errno = saved;
    return done;
}
int ftruncate(int file, off_t length) { return ftruncate64(file, length); }

static int sync_one(int file, int (*real)(int))
{
    pthread_mutex_lock(&lock);
    const char *name = name_of(file);
    int done = -1;
    if (name && fails("sync")) errno = EIO;
    else done = real(file);
    int saved = errno;
    if (name && done == 0) note(strcmp(name, ".") ? 'S' : 'D', name, 0, NULL, 0);
    pthread_mutex_unlock(&lock);
    errno = saved;
    return done;
}
int fsync(int file) { return sync_one(file, real_fsync); }
int fdatasync(int file) { return sync_one(file, real_fdatasync); }

int unlink(const char *path)
{
    pthread_mutex_lock(&lock);
    const char *name = watched(path);
    int done = -1;
    if (name && fails("read-only")) errno = EROFS;
    else done = real_unlink(path);
    int saved = errno;
    if (name && done == 0) note('U', name, 0, NULL, 0);
    pthread_mutex_unlock(&lock);
    errno = saved;
    return done;
}
