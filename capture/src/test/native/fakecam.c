// SPDX-License-Identifier: GPL-3.0-or-later
//
// A camera for tests that have none: loaded with LD_PRELOAD into a process, it makes that process
// see V4L2 cameras at /dev/video0 and on, although the machine has no such device.
//
// Each is a YUYV camera of 640x480 or 1280x720 at 30 frames a second. Every frame carries its
// number, counted from when the camera was opened, as 32 blocks in its upper 32 rows, white for 1,
// the highest bit left. As with a real camera, frames wait in the buffers that the program gave;
// one that finds no buffer is lost and leaves a gap in the numbers.
//
// FAKECAM_COUNT    how many cameras there are, 1 to 4; 1 when not set.
// FAKECAM_CONTROL  a file whose first word says what happens to the cameras now:
//                    plugged    they work (also when there is no such file)
//                    unplugged  they are gone: not listed, not opened, ENODEV for who has one open
//                    busy       another program uses them: EBUSY when a format or buffers are asked
//                    frozen     they stay open but give no more frames
//
// How it works: the C library's functions that touch a device are defined here again. For a path
// or descriptor that is no camera of ours they call the real ones. A camera's descriptor is an
// eventfd that holds how many frames wait, so poll and select need no care; a thread for each camera
// that streams fills it.
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/videodev2.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <time.h>
#include <unistd.h>

#define MAX_CAMERAS 4
#define MAX_OPEN 16
#define MAX_BUFFERS 8
#define FRAME_NS 33333333
#define NUMBER_ROWS 32
#define VIDEO4LINUX_MAJOR 81

// One open descriptor of a camera.
typedef struct {
  int fd;  // -1 when this place is free
  int camera;
  int width, height;
  int streaming;
  int buffers;
  int memory;  // a memfd that holds all buffers
  size_t buffer_size;
  unsigned char *mapped[MAX_BUFFERS];
  int queue[MAX_BUFFERS];  // buffers that the program gave us to fill
  unsigned head, tail;
  uint32_t waiting[MAX_BUFFERS];  // numbers of the frames that were taken, not fetched
  unsigned taken, fetched;
  uint32_t frame;
  pthread_t taker;
} Handle;

static Handle handles[MAX_OPEN];
static DIR *dev_listing;   // the program's listing of /dev, while it reads one
static int dev_listed;     // how many cameras it was told of
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static int (*real_open)(const char *, int, ...);
static int (*real_close)(int);
static int (*real_ioctl)(int, unsigned long, ...);
static void *(*real_mmap)(void *, size_t, int, int, int, off64_t);
static DIR *(*real_opendir)(const char *);
static struct dirent *(*real_readdir)(DIR *);
static struct dirent64 *(*real_readdir64)(DIR *);
static int (*real_closedir)(DIR *);
static int (*real_stat)(const char *, struct stat *);

static void find_real_functions(void) {
  for (int i = 0; i < MAX_OPEN; i++) handles[i].fd = -1;
  real_close = dlsym(RTLD_NEXT, "close");
  real_ioctl = dlsym(RTLD_NEXT, "ioctl");
  real_mmap = dlsym(RTLD_NEXT, "mmap64");
  real_opendir = dlsym(RTLD_NEXT, "opendir");
  real_readdir = dlsym(RTLD_NEXT, "readdir");
  real_readdir64 = dlsym(RTLD_NEXT, "readdir64");
  real_closedir = dlsym(RTLD_NEXT, "closedir");
  real_stat = dlsym(RTLD_NEXT, "stat");
  real_open = dlsym(RTLD_NEXT, "open");
}

static void init(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, find_real_functions);
}

static int camera_count(void) {
  const char *count = getenv("FAKECAM_COUNT");
  int wanted = count ? atoi(count) : 1;
  return wanted > MAX_CAMERAS ? MAX_CAMERAS : wanted;
}

static int is_now(const char *state) {
  const char *path = getenv("FAKECAM_CONTROL");
  if (!path) return 0;
  int fd = real_open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0) return 0;
  char word[16] = {0};
  ssize_t length = read(fd, word, sizeof word - 1);
  real_close(fd);
  return length > 0 && strncmp(word, state, strlen(state)) == 0;
}

static int fail(int error) {
  errno = error;
  return -1;
}

// The camera that a path names, or -1.
static int camera_at(const char *path) {
  int camera;
  char rest;
  if (!path || sscanf(path, "/dev/video%d%c", &camera, &rest) != 1) return -1;
  return camera >= 0 && camera < camera_count() ? camera : -1;
}

static Handle *handle_of(int fd) {
  for (int i = 0; fd >= 0 && i < MAX_OPEN; i++) {
    if (handles[i].fd == fd) return &handles[i];
  }
  return NULL;
}

static int open_camera(int camera, int flags) {
  if (is_now("unplugged")) return fail(ENOENT);
  int fd = eventfd(0, EFD_SEMAPHORE | EFD_CLOEXEC | (flags & O_NONBLOCK ? EFD_NONBLOCK : 0));
  if (fd < 0) return -1;
  pthread_mutex_lock(&lock);
  Handle *free_place = NULL;
  for (int i = 0; i < MAX_OPEN && !free_place; i++) {
    if (handles[i].fd < 0) free_place = &handles[i];
  }
  if (free_place) {
    memset(free_place, 0, sizeof *free_place);
    free_place->camera = camera;
    free_place->width = 640;
    free_place->height = 480;
    free_place->memory = -1;
    free_place->fd = fd;
  }
  pthread_mutex_unlock(&lock);
  if (free_place) return fd;
  real_close(fd);
  return fail(EMFILE);
}

static int open_any(const char *path, int flags, mode_t mode) {
  init();
  int camera = camera_at(path);
  return camera >= 0 ? open_camera(camera, flags) : real_open(path, flags, mode);
}

static mode_t mode_of(int flags, va_list rest) {
  return flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0;
}

int open(const char *path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  mode_t mode = mode_of(flags, rest);
  va_end(rest);
  return open_any(path, flags, mode);
}

int open64(const char *path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  mode_t mode = mode_of(flags, rest);
  va_end(rest);
  return open_any(path, flags | O_LARGEFILE, mode);
}

int __open_2(const char *path, int flags) { return open_any(path, flags, 0); }

int __open64_2(const char *path, int flags) { return open_any(path, flags | O_LARGEFILE, 0); }

static void free_buffers(Handle *h) {
  for (int i = 0; i < h->buffers; i++) munmap(h->mapped[i], h->buffer_size);
  if (h->memory >= 0) real_close(h->memory);
  h->memory = -1;
  h->buffers = 0;
  h->head = h->tail = 0;
}

static void stop_stream(Handle *h);

int close(int fd) {
  init();
  Handle *h = handle_of(fd);
  if (h) {
    stop_stream(h);
    pthread_mutex_lock(&lock);
    free_buffers(h);
    h->fd = -1;
    pthread_mutex_unlock(&lock);
  }
  return real_close(fd);
}

int stat(const char *path, struct stat *result) {
  init();
  int camera = camera_at(path);
  if (camera < 0) return real_stat(path, result);
  if (is_now("unplugged")) return fail(ENOENT);
  memset(result, 0, sizeof *result);
  result->st_mode = S_IFCHR | 0660;
  result->st_rdev = makedev(VIDEO4LINUX_MAJOR, camera);
  return 0;
}

// On 64-bit Linux both structures are the same.
int stat64(const char *path, struct stat64 *result) { return stat(path, (struct stat *)result); }

// --- The listing of /dev: the cameras come before what is really there. ---

DIR *opendir(const char *path) {
  init();
  DIR *listing = real_opendir(path);
  if (listing && strcmp(path, "/dev") == 0) {
    dev_listing = listing;
    dev_listed = 0;
  }
  return listing;
}

int closedir(DIR *listing) {
  init();
  if (listing == dev_listing) dev_listing = NULL;
  return real_closedir(listing);
}

// On 64-bit Linux dirent and dirent64 are the same.
static struct dirent *next_camera(DIR *listing) {
  static struct dirent entry;
  if (listing != dev_listing || dev_listed >= camera_count() || is_now("unplugged")) return NULL;
  memset(&entry, 0, sizeof entry);
  entry.d_type = DT_CHR;
  snprintf(entry.d_name, sizeof entry.d_name, "video%d", dev_listed++);
  return &entry;
}

struct dirent *readdir(DIR *listing) {
  init();
  struct dirent *camera = next_camera(listing);
  return camera ? camera : real_readdir(listing);
}

struct dirent64 *readdir64(DIR *listing) {
  init();
  struct dirent *camera = next_camera(listing);
  return camera ? (struct dirent64 *)camera : real_readdir64(listing);
}

// --- What a camera answers. ---

static int query_capability(Handle *h, struct v4l2_capability *answer) {
  memset(answer, 0, sizeof *answer);
  strcpy((char *)answer->driver, "fakecam");
  snprintf((char *)answer->card, sizeof answer->card, "Fake Camera %d", h->camera);
  snprintf((char *)answer->bus_info, sizeof answer->bus_info, "platform:fakecam-%d", h->camera);
  answer->version = 0x60000;
  answer->device_caps = V4L2_CAP_VIDEO_CAPTURE | V4L2_CAP_STREAMING;
  answer->capabilities = answer->device_caps | V4L2_CAP_DEVICE_CAPS;
  return 0;
}

static int list_input(struct v4l2_input *input) {
  if (input->index) return fail(EINVAL);
  memset(input, 0, sizeof *input);
  strcpy((char *)input->name, "Camera");
  input->type = V4L2_INPUT_TYPE_CAMERA;
  return 0;
}

static int list_format(struct v4l2_fmtdesc *format) {
  if (format->index || format->type != V4L2_BUF_TYPE_VIDEO_CAPTURE) return fail(EINVAL);
  format->flags = 0;
  strcpy((char *)format->description, "YUYV 4:2:2");
  format->pixelformat = V4L2_PIX_FMT_YUYV;
  return 0;
}

static int list_size(struct v4l2_frmsizeenum *size) {
  if (size->index > 1 || size->pixel_format != V4L2_PIX_FMT_YUYV) return fail(EINVAL);
  size->type = V4L2_FRMSIZE_TYPE_DISCRETE;
  size->discrete.width = size->index ? 1280 : 640;
  size->discrete.height = size->index ? 720 : 480;
  return 0;
}

static int list_interval(struct v4l2_frmivalenum *interval) {
  if (interval->index) return fail(EINVAL);
  interval->type = V4L2_FRMIVAL_TYPE_DISCRETE;
  interval->discrete.numerator = 1;
  interval->discrete.denominator = 30;
  return 0;
}

static int negotiate(Handle *h, unsigned request, struct v4l2_format *format) {
  if (format->type != V4L2_BUF_TYPE_VIDEO_CAPTURE) return fail(EINVAL);
  struct v4l2_pix_format *picture = &format->fmt.pix;
  int width = h->width, height = h->height;
  if (request != VIDIOC_G_FMT) {
    int large = picture->width > 960;
    width = large ? 1280 : 640;
    height = large ? 720 : 480;
  }
  if (request == VIDIOC_S_FMT) {
    if (is_now("busy") || h->streaming || h->buffers) return fail(EBUSY);
    h->width = width;
    h->height = height;
  }
  memset(picture, 0, sizeof *picture);
  picture->width = width;
  picture->height = height;
  picture->pixelformat = V4L2_PIX_FMT_YUYV;
  picture->field = V4L2_FIELD_NONE;
  picture->bytesperline = width * 2;
  picture->sizeimage = width * height * 2;
  picture->colorspace = V4L2_COLORSPACE_SRGB;
  return 0;
}

static int rate(struct v4l2_streamparm *stream) {
  if (stream->type != V4L2_BUF_TYPE_VIDEO_CAPTURE) return fail(EINVAL);
  stream->parm.capture.capability = V4L2_CAP_TIMEPERFRAME;
  stream->parm.capture.timeperframe.numerator = 1;
  stream->parm.capture.timeperframe.denominator = 30;
  return 0;
}

static int request_buffers(Handle *h, struct v4l2_requestbuffers *request) {
  if (request->memory != V4L2_MEMORY_MMAP) return fail(EINVAL);
  if (is_now("busy")) return fail(EBUSY);
  free_buffers(h);
  if (request->count > MAX_BUFFERS) request->count = MAX_BUFFERS;
  request->capabilities = V4L2_BUF_CAP_SUPPORTS_MMAP;
  if (request->count == 0) return 0;
  h->buffer_size = ((size_t)h->width * h->height * 2 + 4095) & ~(size_t)4095;
  h->memory = memfd_create("fakecam", MFD_CLOEXEC);
  if (h->memory < 0 || ftruncate(h->memory, h->buffer_size * request->count)) return -1;
  for (unsigned i = 0; i < request->count; i++) {
    h->mapped[i] = real_mmap(NULL, h->buffer_size, PROT_READ | PROT_WRITE, MAP_SHARED, h->memory,
                             i * h->buffer_size);
  }
  h->buffers = request->count;
  return 0;
}

static int query_buffer(Handle *h, struct v4l2_buffer *buffer) {
  if (buffer->index >= (unsigned)h->buffers) return fail(EINVAL);
  buffer->length = h->buffer_size;
  buffer->m.offset = buffer->index * h->buffer_size;
  buffer->memory = V4L2_MEMORY_MMAP;
  buffer->flags = 0;
  return 0;
}

static int take_buffer(Handle *h, struct v4l2_buffer *buffer) {
  if (buffer->index >= (unsigned)h->buffers) return fail(EINVAL);
  pthread_mutex_lock(&lock);
  h->queue[h->tail++ % MAX_BUFFERS] = buffer->index;
  pthread_mutex_unlock(&lock);
  return 0;
}

static void paint(Handle *h, unsigned char *pixels, uint32_t number) {
  for (int y = 0; y < h->height; y++) {
    for (int x = 0; x < h->width; x += 2) {
      unsigned char *pair = pixels + ((size_t)y * h->width + x) * 2;
      if (y < NUMBER_ROWS) {
        int bit = 31 - x * 32 / h->width;
        pair[0] = pair[2] = number >> bit & 1 ? 235 : 16;
        pair[1] = pair[3] = 128;
      } else {  // a slope that moves
        pair[0] = pair[2] = 16 + (x + y + number * 4) % 219;
        pair[1] = 64 + 128 * x / h->width;
        pair[3] = 64 + 128 * y / h->height;
      }
    }
  }
}

// Takes a frame every 33 ms for as long as the camera streams.
static void *take_frames(void *argument) {
  Handle *h = argument;
  struct timespec next;
  clock_gettime(CLOCK_MONOTONIC, &next);
  for (;;) {
    next.tv_nsec += FRAME_NS;
    if (next.tv_nsec >= 1000000000) {
      next.tv_nsec -= 1000000000;
      next.tv_sec++;
    }
    clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &next, NULL);
    int gone = is_now("unplugged");
    int still = !gone && is_now("frozen");
    pthread_mutex_lock(&lock);
    if (!h->streaming) {
      pthread_mutex_unlock(&lock);
      return NULL;
    }
    int wake = gone;  // so that who waits for a frame learns that there will be none
    if (!gone && !still) {
      h->frame++;
      if (h->taken - h->fetched < h->tail - h->head) {
        h->waiting[h->taken++ % MAX_BUFFERS] = h->frame;
        wake = 1;
      }
    }
    uint64_t one = 1;
    if (wake && write(h->fd, &one, sizeof one) < 0) perror("fakecam");
    pthread_mutex_unlock(&lock);
  }
}

static int give_frame(Handle *h, struct v4l2_buffer *buffer) {
  if (is_now("unplugged")) return fail(ENODEV);
  uint64_t one;
  if (read(h->fd, &one, sizeof one) != sizeof one) return fail(EAGAIN);
  pthread_mutex_lock(&lock);
  if (h->taken == h->fetched) {  // woken when it was unplugged, and plugged in again by now
    pthread_mutex_unlock(&lock);
    return fail(ENODEV);
  }
  uint32_t number = h->waiting[h->fetched++ % MAX_BUFFERS];
  int index = h->queue[h->head++ % MAX_BUFFERS];
  pthread_mutex_unlock(&lock);
  paint(h, h->mapped[index], number);
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  buffer->index = index;
  query_buffer(h, buffer);
  buffer->bytesused = h->width * h->height * 2;
  buffer->sequence = number;
  buffer->field = V4L2_FIELD_NONE;
  buffer->flags = V4L2_BUF_FLAG_TIMESTAMP_MONOTONIC;
  buffer->timestamp.tv_sec = now.tv_sec;
  buffer->timestamp.tv_usec = now.tv_nsec / 1000;
  return 0;
}

static void stop_stream(Handle *h) {
  pthread_mutex_lock(&lock);
  int was_on = h->streaming;
  h->streaming = 0;
  pthread_mutex_unlock(&lock);
  if (was_on) pthread_join(h->taker, NULL);
  h->head = h->tail = h->taken = h->fetched = 0;
  uint64_t one;
  int flags = fcntl(h->fd, F_GETFL);
  fcntl(h->fd, F_SETFL, flags | O_NONBLOCK);
  while (read(h->fd, &one, sizeof one) == sizeof one) {
  }
  fcntl(h->fd, F_SETFL, flags);
}

static int stream(Handle *h, int on) {
  if (!on) {
    stop_stream(h);
    return 0;
  }
  if (is_now("unplugged")) return fail(ENODEV);
  if (is_now("busy")) return fail(EBUSY);
  h->streaming = 1;
  return pthread_create(&h->taker, NULL, take_frames, h) ? fail(EAGAIN) : 0;
}

int ioctl(int fd, unsigned long request, ...) {
  init();
  va_list rest;
  va_start(rest, request);
  void *argument = va_arg(rest, void *);
  va_end(rest);
  Handle *h = handle_of(fd);
  if (!h) return real_ioctl(fd, request, argument);
  switch ((unsigned)request) {  // some callers extend the sign
    case VIDIOC_QUERYCAP: return query_capability(h, argument);
    case VIDIOC_ENUMINPUT: return list_input(argument);
    case VIDIOC_G_INPUT: *(int *)argument = 0; return 0;
    case VIDIOC_S_INPUT: return *(int *)argument ? fail(EINVAL) : 0;
    case VIDIOC_ENUM_FMT: return list_format(argument);
    case VIDIOC_ENUM_FRAMESIZES: return list_size(argument);
    case VIDIOC_ENUM_FRAMEINTERVALS: return list_interval(argument);
    case VIDIOC_G_FMT:
    case VIDIOC_S_FMT:
    case VIDIOC_TRY_FMT: return negotiate(h, request, argument);
    case VIDIOC_G_PARM:
    case VIDIOC_S_PARM: return rate(argument);
    case VIDIOC_REQBUFS: return request_buffers(h, argument);
    case VIDIOC_QUERYBUF: return query_buffer(h, argument);
    case VIDIOC_QBUF: return take_buffer(h, argument);
    case VIDIOC_DQBUF: return give_frame(h, argument);
    case VIDIOC_STREAMON: return stream(h, 1);
    case VIDIOC_STREAMOFF: return stream(h, 0);
    default: return fail(EINVAL);
  }
}

void *mmap64(void *address, size_t length, int protection, int flags, int fd, off64_t offset) {
  init();
  Handle *h = fd < 0 ? NULL : handle_of(fd);
  return real_mmap(address, length, protection, flags, h ? h->memory : fd, offset);
}

void *mmap(void *address, size_t length, int protection, int flags, int fd, off_t offset) {
  return mmap64(address, length, protection, flags, fd, offset);
}
