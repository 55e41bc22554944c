// SPDX-License-Identifier: GPL-3.0-or-later
//
// A graphics card for tests that have none: loaded with LD_PRELOAD into a process, it makes that
// process see a VA-API device that decodes H.264, although the machine has no such device.
//
// It knows where each picture begins and ends, and that is all: what it "decodes" is one colour,
// U and V of 32 and 224, which no test picture has, and a luma that is another for each picture. So
// a test sees which pictures came from here.
//
// FAKECARD_FAILS_AFTER  after so many pictures every further one fails, as it does after a driver's
//                       reset; never when not set.
//
// How it works: the functions of libva and libva-drm, and two of libdrm, are defined here again, and opening the first
// render node opens /dev/null.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <va/va.h>

#define NODE "/dev/dri/renderD128"
#define MOST_SURFACES 256
#define MOST_BUFFERS 1024

typedef struct {
  int used;
  int luma;
} surface;

typedef struct {
  int used;
  void *data;
} buffer;

// FFmpeg calls a driver from one thread at a time, as libva asks of its users; these tests have one decoder.
static surface surfaces[MOST_SURFACES];
static buffer buffers[MOST_BUFFERS];
static int decoded;
static VASurfaceID target;

static int is_failing(void) {
  const char *after = getenv("FAKECARD_FAILS_AFTER");
  return after && decoded >= atoi(after);
}

static int add_buffer(size_t bytes, const void *content, VABufferID *id) {
  for (int i = 0; i < MOST_BUFFERS; i++) {
    if (!buffers[i].used) {
      buffers[i].used = 1;
      buffers[i].data = calloc(1, bytes ? bytes : 1);
      if (content) memcpy(buffers[i].data, content, bytes);
      *id = i;
      return VA_STATUS_SUCCESS;
    }
  }
  return VA_STATUS_ERROR_ALLOCATION_FAILED;
}

// The device's file.

int open(const char *path, int flags, ...) {
  static int (*real)(const char *, int, ...);
  if (!real) real = dlsym(RTLD_NEXT, "open");
  va_list more;
  va_start(more, flags);
  mode_t mode = (flags & (O_CREAT | O_TMPFILE)) ? va_arg(more, mode_t) : 0;
  va_end(more);
  return real(strcmp(path, NODE) ? path : "/dev/null", flags, mode);
}

int open64(const char *path, int flags, ...) {
  va_list more;
  va_start(more, flags);
  mode_t mode = (flags & (O_CREAT | O_TMPFILE)) ? va_arg(more, mode_t) : 0;
  va_end(more);
  return open(path, flags | O_LARGEFILE, mode);
}

// As xf86drm.h has it: what the kernel's driver says of itself.
typedef struct {
  int major, minor, patch;
  int name_length;
  char *name;
  int date_length;
  char *date;
  int description_length;
  char *description;
} drm_version;

drm_version *drmGetVersion(int fd) {
  static drm_version emulated = {.name_length = 8, .name = "emulated", .date = "", .description = ""};
  return &emulated;
}

void drmFreeVersion(drm_version *version) {}

// The driver.

VADisplay vaGetDisplayDRM(int fd) { return fd < 0 ? NULL : (VADisplay)surfaces; }
VAMessageCallback vaSetErrorCallback(VADisplay d, VAMessageCallback c, void *u) { return NULL; }
VAMessageCallback vaSetInfoCallback(VADisplay d, VAMessageCallback c, void *u) { return NULL; }
VAStatus vaSetDriverName(VADisplay d, char *name) { return VA_STATUS_SUCCESS; }
const char *vaErrorStr(VAStatus s) { return "the emulated card failed"; }
const char *vaProfileStr(VAProfile p) { return "a profile"; }
const char *vaEntrypointStr(VAEntrypoint e) { return "an entry point"; }
const char *vaQueryVendorString(VADisplay d) { return "Emulated card"; }

VAStatus vaInitialize(VADisplay d, int *major, int *minor) {
  *major = VA_MAJOR_VERSION;
  *minor = VA_MINOR_VERSION;
  return VA_STATUS_SUCCESS;
}

VAStatus vaTerminate(VADisplay d) { return VA_STATUS_SUCCESS; }
int vaMaxNumProfiles(VADisplay d) { return 4; }
int vaMaxNumEntrypoints(VADisplay d) { return 1; }
int vaMaxNumImageFormats(VADisplay d) { return 1; }

VAStatus vaQueryConfigProfiles(VADisplay d, VAProfile *list, int *count) {
  list[0] = VAProfileH264ConstrainedBaseline;
  list[1] = VAProfileH264Main;
  list[2] = VAProfileH264High;
  *count = 3;
  return VA_STATUS_SUCCESS;
}

VAStatus vaQueryConfigEntrypoints(VADisplay d, VAProfile p, VAEntrypoint *list, int *count) {
  list[0] = VAEntrypointVLD;
  *count = 1;
  return VA_STATUS_SUCCESS;
}

VAStatus vaGetConfigAttributes(VADisplay d, VAProfile p, VAEntrypoint e, VAConfigAttrib *list, int count) {
  for (int i = 0; i < count; i++) {
    list[i].value = list[i].type == VAConfigAttribRTFormat ? VA_RT_FORMAT_YUV420 : VA_ATTRIB_NOT_SUPPORTED;
  }
  return VA_STATUS_SUCCESS;
}

VAStatus vaCreateConfig(VADisplay d, VAProfile p, VAEntrypoint e, VAConfigAttrib *list, int count, VAConfigID *id) {
  *id = 1;
  return VA_STATUS_SUCCESS;
}

VAStatus vaDestroyConfig(VADisplay d, VAConfigID id) { return VA_STATUS_SUCCESS; }

VAStatus vaQueryImageFormats(VADisplay d, VAImageFormat *list, int *count) {
  list[0] = (VAImageFormat){.fourcc = VA_FOURCC_NV12, .byte_order = VA_LSB_FIRST, .bits_per_pixel = 12};
  *count = 1;
  return VA_STATUS_SUCCESS;
}

VAStatus vaQuerySurfaceAttributes(VADisplay d, VAConfigID config, VASurfaceAttrib *list, unsigned *count) {
  static const struct {
    VASurfaceAttribType type;
    int value;
  } told[] = {
      {VASurfaceAttribPixelFormat, VA_FOURCC_NV12},
      {VASurfaceAttribMinWidth, 16},
      {VASurfaceAttribMaxWidth, 4096},
      {VASurfaceAttribMinHeight, 16},
      {VASurfaceAttribMaxHeight, 4096},
  };
  *count = sizeof told / sizeof *told;
  for (unsigned i = 0; list && i < *count; i++) {
    list[i] = (VASurfaceAttrib){.type = told[i].type, .flags = VA_SURFACE_ATTRIB_GETTABLE};
    list[i].value.type = VAGenericValueTypeInteger;
    list[i].value.value.i = told[i].value;
  }
  return VA_STATUS_SUCCESS;
}

VAStatus vaCreateSurfaces(VADisplay d, unsigned format, unsigned w, unsigned h, VASurfaceID *ids, unsigned count,
                          VASurfaceAttrib *attributes, unsigned attribute_count) {
  unsigned made = 0;
  for (int i = 0; i < MOST_SURFACES && made < count; i++) {
    if (!surfaces[i].used) {
      surfaces[i].used = 1;
      ids[made++] = i;
    }
  }
  return made == count ? VA_STATUS_SUCCESS : VA_STATUS_ERROR_ALLOCATION_FAILED;
}

VAStatus vaDestroySurfaces(VADisplay d, VASurfaceID *ids, int count) {
  for (int i = 0; i < count; i++) surfaces[ids[i]].used = 0;
  return VA_STATUS_SUCCESS;
}

VAStatus vaCreateContext(VADisplay d, VAConfigID config, int w, int h, int flag, VASurfaceID *ids, int count,
                         VAContextID *id) {
  *id = 1;
  return VA_STATUS_SUCCESS;
}

VAStatus vaDestroyContext(VADisplay d, VAContextID id) { return VA_STATUS_SUCCESS; }

VAStatus vaCreateBuffer(VADisplay d, VAContextID c, VABufferType type, unsigned size, unsigned count, void *data,
                        VABufferID *id) {
  return add_buffer((size_t)size * count, data, id);
}

VAStatus vaDestroyBuffer(VADisplay d, VABufferID id) {
  free(buffers[id].data);
  buffers[id].used = 0;
  return VA_STATUS_SUCCESS;
}

VAStatus vaMapBuffer(VADisplay d, VABufferID id, void **data) {
  *data = buffers[id].data;
  return VA_STATUS_SUCCESS;
}

VAStatus vaUnmapBuffer(VADisplay d, VABufferID id) { return VA_STATUS_SUCCESS; }

VAStatus vaBeginPicture(VADisplay d, VAContextID c, VASurfaceID into) {
  if (is_failing()) return VA_STATUS_ERROR_DECODING_ERROR;
  target = into;
  return VA_STATUS_SUCCESS;
}

VAStatus vaRenderPicture(VADisplay d, VAContextID c, VABufferID *ids, int count) { return VA_STATUS_SUCCESS; }

VAStatus vaEndPicture(VADisplay d, VAContextID c) {
  surfaces[target].luma = 32 + decoded++ % 180;
  return VA_STATUS_SUCCESS;
}

VAStatus vaSyncSurface(VADisplay d, VASurfaceID id) { return VA_STATUS_SUCCESS; }
VAStatus vaSyncBuffer(VADisplay d, VABufferID id, uint64_t timeout) { return VA_STATUS_SUCCESS; }

// How pictures get out of it: by a copy into an image.

VAStatus vaDeriveImage(VADisplay d, VASurfaceID id, VAImage *image) { return VA_STATUS_ERROR_OPERATION_FAILED; }

VAStatus vaCreateImage(VADisplay d, VAImageFormat *format, int w, int h, VAImage *image) {
  *image = (VAImage){.image_id = 1, .format = *format, .width = w, .height = h, .num_planes = 2};
  image->pitches[0] = image->pitches[1] = w;
  image->offsets[1] = w * h;
  image->data_size = w * h * 3 / 2;
  VAStatus made = add_buffer(image->data_size, NULL, &image->buf);
  image->image_id = image->buf;
  return made;
}

VAStatus vaDestroyImage(VADisplay d, VAImageID id) { return vaDestroyBuffer(d, id); }

VAStatus vaGetImage(VADisplay d, VASurfaceID from, int x, int y, unsigned w, unsigned h, VAImageID into) {
  unsigned char *data = buffers[into].data;
  memset(data, surfaces[from].luma, w * h);
  for (unsigned i = 0; i < w * h / 2; i += 2) {
    data[w * h + i] = 32;
    data[w * h + i + 1] = 224;
  }
  return VA_STATUS_SUCCESS;
}

VAStatus vaPutImage(VADisplay d, VASurfaceID s, VAImageID i, int sx, int sy, unsigned sw, unsigned sh, int dx, int dy,
                    unsigned dw, unsigned dh) {
  return VA_STATUS_ERROR_UNIMPLEMENTED;
}

VAStatus vaAcquireBufferHandle(VADisplay d, VABufferID id, VABufferInfo *info) { return VA_STATUS_ERROR_UNIMPLEMENTED; }
VAStatus vaReleaseBufferHandle(VADisplay d, VABufferID id) { return VA_STATUS_ERROR_UNIMPLEMENTED; }

VAStatus vaExportSurfaceHandle(VADisplay d, VASurfaceID id, uint32_t type, uint32_t flags, void *descriptor) {
  return VA_STATUS_ERROR_UNIMPLEMENTED;
}
