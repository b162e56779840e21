package io.framewright.gateway.http;

import io.framewright.platform.telemetry.Traces;
import io.framewright.platform.telemetry.Traces.Step;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.BasicHttpAttributes;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.opentelemetry.api.trace.SpanKind;
import java.util.Optional;
import java.util.regex.Pattern;

/** Begins a step of the trace for each request, as part of the client's trace if it sent one. */
@ServerFilter("/api/**")
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
public final class TraceFilter {

  private static final String ATTRIBUTE = "framewright.step";
  private static final Pattern WELL_FORMED =
      Pattern.compile("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

  private final Traces traces;

  TraceFilter(Traces traces) {
    this.traces = traces;
  }

  @RequestFilter
  void begin(HttpRequest<?> request) {
    String sent =
        Optional.ofNullable(request.getHeaders().get(Traces.TRACEPARENT))
            .filter(context -> WELL_FORMED.matcher(context).matches())
            .orElse(null);
    request.setAttribute(ATTRIBUTE, traces.start(nameOf(request), SpanKind.SERVER, sent));
  }

  @ResponseFilter
  void end(HttpRequest<?> request, MutableHttpResponse<?> response) {
    step(request)
        .ifPresent(step -> {
          step.with("http.response.status_code", Integer.toString(response.code()));
          if (response.code() >= 500) {
            step.failed("answered " + response.code());
          }
          step.close();
        });
  }

  /** The context for what comes of the request: none if nobody traces. */
  public static Optional<String> traceparentOf(HttpRequest<?> request) {
    return step(request).flatMap(Step::traceparent);
  }

  private static Optional<Step> step(HttpRequest<?> request) {
    return request.getAttribute(ATTRIBUTE, Step.class);
  }

  /** The route's pattern, so that there are no more names than routes. */
  private static String nameOf(HttpRequest<?> request) {
    return request.getMethodName()
        + BasicHttpAttributes.getUriTemplate(request).map(" "::concat).orElse("");
  }
}
