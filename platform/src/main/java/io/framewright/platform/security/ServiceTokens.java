package io.framewright.platform.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;

/**
 * Mints what a service shows to another: a JWT signed with HS256 and the secret {@code
 * framewright.services.token-secret} that all services share. The called service checks it with
 * micronaut-security-jwt, given the same secret as {@code
 * micronaut.security.token.jwt.signatures.secret.validation.secret}.
 */
@Singleton
@Requires(property = "framewright.services.token-secret")
public final class ServiceTokens {

  /** Audience of every service token. */
  public static final String AUDIENCE = "framewright-services";

  /** How long a token is good for; it is minted per call. */
  public static final Duration LIFETIME = Duration.ofSeconds(60);

  private static final int SECRET_BYTES = 32;

  private final MACSigner signer;

  /**
   * @param secret with which services sign and check their calls to each other, the same for all;
   *     at least 32 bytes
   * @throws IllegalArgumentException if the secret is shorter than the 256 bits that HS256 needs
   */
  public ServiceTokens(@Value("${framewright.services.token-secret}") String secret) {
    byte[] key = secret.getBytes(StandardCharsets.UTF_8);
    if (key.length < SECRET_BYTES) {
      throw new IllegalArgumentException(
          "framewright.services.token-secret has %d bytes; HS256 needs at least %d"
              .formatted(key.length, SECRET_BYTES));
    }
    try {
      this.signer = new MACSigner(key);
    } catch (JOSEException e) {
      throw new IllegalStateException("cannot sign with HS256", e);
    }
  }

  /**
   * A token that says who calls.
   *
   * @param service the calling service: gateway
   */
  public String mint(String service, Instant now) {
    SignedJWT token =
        new SignedJWT(
            new JWSHeader(JWSAlgorithm.HS256),
            new JWTClaimsSet.Builder()
                .subject(service)
                .issuer("framewright")
                .audience(AUDIENCE)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFETIME)))
                .build());
    try {
      token.sign(signer);
    } catch (JOSEException e) {
      throw new IllegalStateException("cannot sign a service token", e);
    }
    return token.serialize();
  }
}
