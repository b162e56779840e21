package io.framewright.platform.storage;

import io.micronaut.objectstorage.ObjectStorageException;
import io.micronaut.objectstorage.aws.AwsS3ObjectStorageEntry;
import io.micronaut.objectstorage.aws.AwsS3Operations;
import io.micronaut.objectstorage.request.UploadRequest;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyExistsException;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * Objects in one bucket of an S3 server. Whole objects go through Micronaut's object storage;
 * ranges, listings, multipart uploads and links are S3's own.
 */
@Singleton
public final class S3ObjectStore implements ObjectStore {

  /** Larger files go up in parts, so that no call carries more than a minute's worth of bytes. */
  private static final long LARGEST_SINGLE_PUT = 64L << 20;

  private final AwsS3Operations objects;
  private final S3Client s3;
  private final S3Presigner presigner;
  private final StorageSettings settings;

  S3ObjectStore(
      AwsS3Operations objects, S3Client s3, S3Presigner presigner, StorageSettings settings) {
    this.objects = objects;
    this.s3 = s3;
    this.presigner = presigner;
    this.settings = settings;
  }

  @Override
  public void put(String key, Path file, String contentType, Map<String, String> attributes) {
    try {
      if (Files.size(file) > LARGEST_SINGLE_PUT) {
        try (InputStream content = Files.newInputStream(file)) {
          put(key, content, contentType, attributes);
        }
        return;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read %s".formatted(file), e);
    }
    upload(UploadRequest.fromPath(file), key, contentType, attributes);
  }

  @Override
  public void put(String key, byte[] content, String contentType, Map<String, String> attributes) {
    upload(UploadRequest.fromBytes(content, key), key, contentType, attributes);
  }

  private void upload(
      UploadRequest request, String key, String contentType, Map<String, String> attributes) {
    call(
        "put",
        key,
        () ->
            objects.upload(
                request, put -> put.key(key).contentType(contentType).metadata(attributes)));
  }

  @Override
  public long put(
      String key, InputStream content, String contentType, Map<String, String> attributes) {
    PutObjectRequest target =
        PutObjectRequest.builder()
            .bucket(settings.bucket())
            .key(key)
            .contentType(contentType)
            .metadata(attributes)
            .build();
    return call("put", key, () -> new StreamUpload(s3, target).store(content));
  }

  @Override
  public Optional<StoredObject> head(String key) {
    return call(
        "look up",
        key,
        () -> {
          try {
            HeadObjectResponse head =
                s3.headObject(request -> request.bucket(settings.bucket()).key(key));
            return Optional.of(
                described(
                    key,
                    head.contentLength(),
                    head.contentType(),
                    head.lastModified(),
                    head.metadata()));
          } catch (NoSuchKeyException _) {
            return Optional.empty();
          }
        });
  }

  @Override
  public Optional<Content> get(String key) {
    return call("get", key, () -> objects.retrieve(key).map(entry -> content(key, entry)));
  }

  private static Content content(String key, AwsS3ObjectStorageEntry entry) {
    GetObjectResponse got = entry.getNativeEntry();
    return new Content(
        described(key, got.contentLength(), got.contentType(), got.lastModified(), got.metadata()),
        entry.getInputStream());
  }

  @Override
  public Optional<Content> get(String key, long first, long last) {
    if (first < 0 || last < first) {
      throw new IllegalArgumentException("bytes %d to %d are no range".formatted(first, last));
    }
    return call(
        "get",
        key,
        () -> {
          try {
            return Optional.of(range(key, first, last));
          } catch (NoSuchKeyException _) {
            return Optional.empty();
          } catch (S3Exception e) {
            if (e.statusCode() == 416) {
              throw notWithin(key, first, last, e);
            }
            throw e;
          }
        });
  }

  private Content range(String key, long first, long last) {
    ResponseInputStream<GetObjectResponse> stream =
        s3.getObject(request ->
            request.bucket(settings.bucket()).key(key).range("bytes=%d-%d".formatted(first, last)));
    GetObjectResponse got = stream.response();
    if (got.contentLength() != last - first + 1) {
      stream.abort();
      throw notWithin(key, first, last, null);
    }
    String total = got.contentRange().substring(got.contentRange().lastIndexOf('/') + 1);
    return new Content(
        described(
            key, Long.parseLong(total), got.contentType(), got.lastModified(), got.metadata()),
        stream);
  }

  @Override
  public void delete(String key) {
    call("delete", key, () -> objects.delete(key));
  }

  @Override
  public List<StoredObject> list(String prefix, int limit) {
    return call(
        "list",
        prefix,
        () ->
            s3
                .listObjectsV2Paginator(request ->
                    request.bucket(settings.bucket()).prefix(prefix).maxKeys(Math.min(limit, 1000)))
                .contents()
                .stream()
                .limit(limit)
                .map(object ->
                    described(object.key(), object.size(), "", object.lastModified(), Map.of()))
                .toList());
  }

  @Override
  public URI presignGet(String key, Duration lifetime, String downloadName) {
    String name = URLEncoder.encode(downloadName, StandardCharsets.UTF_8).replace("+", "%20");
    return URI.create(
        presigner
            .presignGetObject(link ->
                link.signatureDuration(lifetime)
                    .getObjectRequest(get ->
                        get.bucket(settings.bucket())
                            .key(key)
                            .responseContentDisposition("attachment; filename*=UTF-8''" + name)))
            .url()
            .toString());
  }

  /** The host is in the link, and clients send the length by themselves. */
  @Override
  public PresignedPut presignPut(String key, Duration lifetime, String contentType, long bytes) {
    var signed =
        presigner.presignPutObject(link ->
            link.signatureDuration(lifetime)
                .putObjectRequest(put ->
                    put.bucket(settings.bucket())
                        .key(key)
                        .contentType(contentType)
                        .contentLength(bytes)));
    Map<String, String> headers = new TreeMap<>();
    signed.signedHeaders().forEach((name, values) -> headers.put(name, String.join(",", values)));
    headers.keySet().removeAll(Set.of("host", "content-length"));
    return new PresignedPut(URI.create(signed.url().toString()), headers);
  }

  @Override
  public void createBucket() {
    call(
        "create the bucket",
        settings.bucket(),
        () -> {
          try {
            return s3.createBucket(request -> request.bucket(settings.bucket()));
          } catch (BucketAlreadyOwnedByYouException | BucketAlreadyExistsException exists) {
            // no use of 'exists': a bucket of somebody else's fails the next call
            return s3.headBucket(request -> request.bucket(settings.bucket()));
          }
        });
  }

  private <T> T call(String verb, String key, Supplier<T> action) {
    try {
      return action.get();
    } catch (SdkException | ObjectStorageException e) {
      throw new StorageException(
          "cannot %s %s in bucket %s at %s"
              .formatted(verb, key, settings.bucket(), settings.endpoint()),
          e);
    }
  }

  private static StoredObject described(
      String key,
      long bytes,
      String contentType,
      Instant modified,
      Map<String, String> attributes) {
    return new StoredObject(key, bytes, contentType, modified.toEpochMilli(), attributes);
  }

  private static IllegalArgumentException notWithin(
      String key, long first, long last, @Nullable Throwable cause) {
    return new IllegalArgumentException(
        "bytes %d to %d are not all within %s".formatted(first, last, key), cause);
  }
}
