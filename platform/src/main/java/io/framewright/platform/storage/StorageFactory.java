package io.framewright.platform.storage;

import io.framewright.platform.security.Secret;
import io.micronaut.aws.sdk.v2.service.s3.S3ClientFactory;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Replaces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * The S3 beans, all from {@link StorageSettings}. None exists before somebody asks for an {@link
 * ObjectStore}.
 */
@Factory
final class StorageFactory {

  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration READ = Duration.ofSeconds(30);
  private static final Duration CALL = Duration.ofMinutes(2);
  private static final int ATTEMPTS = 3;
  private static final int LEAST_SECRET = 8;

  /**
   * Tries a call up to three times, as long as few enough calls fail at all (the SDK's token
   * bucket). Optional checksums are off: not every S3 server knows them.
   */
  @Singleton
  @Bean(preDestroy = "close")
  @Replaces(bean = S3Client.class, factory = S3ClientFactory.class)
  S3Client client(StorageSettings settings) {
    S3ClientBuilder client =
        S3Client.builder()
            .region(Region.of(settings.region()))
            .credentialsProvider(credentials(settings))
            .forcePathStyle(true)
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .serviceConfiguration(S3Configuration.builder().expectContinueEnabled(false).build())
            .httpClientBuilder(
                UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(READ))
            .overrideConfiguration(override ->
                override
                    .apiCallTimeout(CALL)
                    .retryStrategy(StandardRetryStrategy.builder().maxAttempts(ATTEMPTS).build()));
    if (!settings.endpoint().isBlank()) {
      client.endpointOverride(URI.create(settings.endpoint()));
    }
    return client.build();
  }

  /** Signs for the host that clients see; it never connects. */
  @Singleton
  @Bean(preDestroy = "close")
  S3Presigner presigner(StorageSettings settings) {
    S3Presigner.Builder presigner =
        S3Presigner.builder()
            .region(Region.of(settings.region()))
            .credentialsProvider(credentials(settings))
            .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build());
    settings.linkEndpoint().ifPresent(presigner::endpointOverride);
    return presigner.build();
  }

  @Singleton
  Secret secretKey(StorageSettings settings) {
    return new Secret("framewright.storage.secret-key", settings.secretKey(), LEAST_SECRET);
  }

  private static AwsCredentialsProvider credentials(StorageSettings settings) {
    return settings.accessKey().isBlank()
        ? DefaultCredentialsProvider.builder().build()
        : StaticCredentialsProvider.create(
            AwsBasicCredentials.create(settings.accessKey(), settings.secretKey()));
  }
}
