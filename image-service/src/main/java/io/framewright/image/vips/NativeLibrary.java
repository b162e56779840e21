package io.framewright.image.vips;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

/**
 * The functions of libvips and GLib that we call, as they stand in {@code vips/vips.h} and {@code
 * glib-object.h}. Handles only; who may call what with what is up to {@link Vips}, {@link
 * VipsImage} and {@link VipsOperation}.
 */
@SuppressWarnings("restricted") // calling C is what this package is for
final class NativeLibrary {

  private static final Linker LINKER = Linker.nativeLinker();

  private final SymbolLookup symbols;

  /** {@code int vips_init(const char *argv0)}. */
  final MethodHandle init;

  /** {@code int vips_version(int flag)}: 0 major, 1 minor, 2 micro. */
  final MethodHandle version;

  /** {@code void vips_concurrency_set(int threads)}. */
  final MethodHandle concurrencySet;

  /** {@code void vips_cache_set_max(int operations)}. */
  final MethodHandle cacheSetMax;

  /** {@code void vips_block_untrusted_set(gboolean state)}. */
  final MethodHandle blockUntrustedSet;

  /** {@code void vips_thread_shutdown(void)}. */
  final MethodHandle threadShutdown;

  /** {@code char *vips_error_buffer_copy(void)}: copies and clears; free it with g_free. */
  final MethodHandle errorBufferCopy;

  /** {@code void vips_error_clear(void)}. */
  final MethodHandle errorClear;

  /** {@code const char *vips_foreign_find_load_buffer(const void *data, size_t size)}. */
  final MethodHandle findLoadBuffer;

  /** {@code VipsOperation *vips_operation_new(const char *name)}. */
  final MethodHandle operationNew;

  /**
   * {@code VipsOperation *vips_cache_operation_build(VipsOperation *)}: a new reference or NULL.
   */
  final MethodHandle operationBuild;

  /**
   * {@code int vips_object_set_argument_from_string(VipsObject *, const char *name, const char
   * *value)}.
   */
  final MethodHandle setFromString;

  /** {@code void vips_object_unref_outputs(VipsObject *)}. */
  final MethodHandle unrefOutputs;

  /** {@code void g_object_set(gpointer, const char *name, gpointer value, NULL)}. */
  final MethodHandle setPointer;

  /** {@code void g_object_get(gpointer, const char *name, gpointer *value, NULL)}: a reference. */
  final MethodHandle getPointer;

  /** {@code void g_object_unref(gpointer)}. */
  final MethodHandle unref;

  /** {@code void g_free(gpointer)}. */
  final MethodHandle free;

  /** {@code VipsBlob *vips_blob_new(VipsCallbackFn free, const void *data, size_t size)}. */
  final MethodHandle blobNew;

  /** {@code VipsArrayImage *vips_array_image_new(VipsImage **, int n)}. */
  final MethodHandle arrayImageNew;

  /** {@code void vips_area_unref(VipsArea *)}, for blobs and arrays. */
  final MethodHandle areaUnref;

  /** {@code void vips_image_set_kill(VipsImage *, gboolean)}. */
  final MethodHandle imageSetKill;

  /** {@code guint g_log_set_handler(const char *domain, GLogLevelFlags, GLogFunc, gpointer)}. */
  final MethodHandle logSetHandler;

  /** {@code GType vips_image_get_typeof(const VipsImage *, const char *name)}: 0 if not there. */
  final MethodHandle imageGetTypeof;

  /**
   * {@code char **vips_image_get_fields(VipsImage *)}: NULL-terminated; free it with g_strfreev.
   */
  final MethodHandle imageGetFields;

  /** {@code void g_strfreev(char **)}. */
  final MethodHandle freeStrings;

  /** {@code gboolean vips_image_remove(VipsImage *, const char *name)}. */
  final MethodHandle imageRemove;

  /** {@code void vips_image_set_int(VipsImage *, const char *name, int value)}. */
  final MethodHandle imageSetInt;

  /** {@code VipsImage *vips_image_copy_memory(VipsImage *)}: a new reference or NULL. */
  final MethodHandle imageCopyMemory;

  /**
   * {@code VipsImage *vips_image_new_from_memory_copy(const void *, size_t, int width, int height,
   * int bands, VipsBandFormat)}.
   */
  final MethodHandle imageFromMemoryCopy;

  /** {@code int vips_image_get_blob(const VipsImage *, const char *, const void **, size_t *)}. */
  final MethodHandle imageGetBlob;

  /** {@code int vips_image_get_as_string(const VipsImage *, const char *name, char **out)}. */
  final MethodHandle imageGetAsString;

  /** {@code const void *vips_image_get_data(VipsImage *)}: the pixels of an image in memory. */
  final MethodHandle imageGetData;

  /** {@code void vips_operation_block_set(const char *name, gboolean state)}. */
  final MethodHandle operationBlockSet;

  /** {@code size_t vips_tracked_get_mem(void)}. */
  final MethodHandle trackedGetMem;

  NativeLibrary(String path) {
    symbols = SymbolLookup.libraryLookup(path, Arena.global());
    init = function("vips_init", JAVA_INT, ADDRESS);
    version = function("vips_version", JAVA_INT, JAVA_INT);
    concurrencySet = procedure("vips_concurrency_set", JAVA_INT);
    cacheSetMax = procedure("vips_cache_set_max", JAVA_INT);
    blockUntrustedSet = procedure("vips_block_untrusted_set", JAVA_INT);
    threadShutdown = procedure("vips_thread_shutdown");
    errorBufferCopy = function("vips_error_buffer_copy", ADDRESS);
    errorClear = procedure("vips_error_clear");
    findLoadBuffer = function("vips_foreign_find_load_buffer", ADDRESS, ADDRESS, JAVA_LONG);
    operationNew = function("vips_operation_new", ADDRESS, ADDRESS);
    operationBuild = function("vips_cache_operation_build", ADDRESS, ADDRESS);
    setFromString =
        function("vips_object_set_argument_from_string", JAVA_INT, ADDRESS, ADDRESS, ADDRESS);
    unrefOutputs = procedure("vips_object_unref_outputs", ADDRESS);
    setPointer = property("g_object_set");
    getPointer = property("g_object_get");
    unref = procedure("g_object_unref", ADDRESS);
    free = procedure("g_free", ADDRESS);
    blobNew = function("vips_blob_new", ADDRESS, ADDRESS, ADDRESS, JAVA_LONG);
    arrayImageNew = function("vips_array_image_new", ADDRESS, ADDRESS, JAVA_INT);
    areaUnref = procedure("vips_area_unref", ADDRESS);
    logSetHandler = function("g_log_set_handler", JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, ADDRESS);
    imageGetTypeof = function("vips_image_get_typeof", JAVA_LONG, ADDRESS, ADDRESS);
    imageGetFields = function("vips_image_get_fields", ADDRESS, ADDRESS);
    freeStrings = procedure("g_strfreev", ADDRESS);
    imageRemove = function("vips_image_remove", JAVA_INT, ADDRESS, ADDRESS);
    imageSetInt = procedure("vips_image_set_int", ADDRESS, ADDRESS, JAVA_INT);
    imageSetKill = procedure("vips_image_set_kill", ADDRESS, JAVA_INT);
    imageCopyMemory = function("vips_image_copy_memory", ADDRESS, ADDRESS);
    imageFromMemoryCopy =
        function(
            "vips_image_new_from_memory_copy",
            ADDRESS,
            ADDRESS,
            JAVA_LONG,
            JAVA_INT,
            JAVA_INT,
            JAVA_INT,
            JAVA_INT);
    imageGetBlob = function("vips_image_get_blob", JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS);
    imageGetAsString = function("vips_image_get_as_string", JAVA_INT, ADDRESS, ADDRESS, ADDRESS);
    imageGetData = function("vips_image_get_data", ADDRESS, ADDRESS);
    operationBlockSet = procedure("vips_operation_block_set", ADDRESS, JAVA_INT);
    trackedGetMem = function("vips_tracked_get_mem", JAVA_LONG);
  }

  /** {@code int name(VipsImage *)}: the getters of the header. */
  MethodHandle imageGetter(String name) {
    return function(name, JAVA_INT, ADDRESS);
  }

  private MethodHandle function(String name, MemoryLayout result, MemoryLayout... arguments) {
    return LINKER.downcallHandle(symbol(name), FunctionDescriptor.of(result, arguments));
  }

  private MethodHandle procedure(String name, MemoryLayout... arguments) {
    return LINKER.downcallHandle(symbol(name), FunctionDescriptor.ofVoid(arguments));
  }

  /** g_object_set and g_object_get are variadic; we use them for one pointer at a time. */
  private MethodHandle property(String name) {
    return LINKER.downcallHandle(
        symbol(name),
        FunctionDescriptor.ofVoid(ADDRESS, ADDRESS, ADDRESS, ADDRESS),
        Linker.Option.firstVariadicArg(2));
  }

  private MemorySegment symbol(String name) {
    return symbols
        .find(name)
        .orElseThrow(() ->
            new IllegalStateException(
                "the library has no function %s: libvips 8.14 or later is needed".formatted(name)));
  }
}
