package io.framewright.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import io.micronaut.core.convert.ConversionService;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DefaultsTest {

  static Stream<Class<?>> records() {
    return ConfigurationPage.settings().stream()
        .map(Setting::reader)
        .filter(reader -> reader.contains("."))
        .distinct()
        .<Class<?>>map(DefaultsTest::load)
        .filter(type -> type.isAnnotationPresent(ConfigurationProperties.class));
  }

  @Test
  void recordsAreFound() {
    assertThat(records()).hasSizeGreaterThan(5);
  }

  /** A record refuses what it cannot work with: its own defaults must not be among that. */
  @ParameterizedTest
  @MethodSource("records")
  void aServiceStartsWithNothingSet(Class<?> record) throws ReflectiveOperationException {
    Object made = withDefaults(record);

    for (Field field : record.getDeclaredFields()) {
      if (field.getName().equals("DEFAULTS")) {
        assertThat(made).as("the defaults of code and of configuration").isEqualTo(field.get(null));
      }
    }
  }

  private static Object withDefaults(Class<?> record) throws ReflectiveOperationException {
    Constructor<?> constructor = record.getDeclaredConstructors()[0];
    constructor.setAccessible(true);
    Object[] values =
        Arrays.stream(constructor.getParameters()).map(DefaultsTest::defaultOf).toArray();
    try {
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      throw new AssertionError(
          "%s refuses its own defaults %s".formatted(record, Arrays.toString(values)), e);
    }
  }

  private static @Nullable Object defaultOf(Parameter parameter) {
    Bindable bindable = parameter.getAnnotation(Bindable.class);
    if (bindable == null || parameter.getType() == java.util.Map.class) {
      return null;
    }
    return ConversionService.SHARED
        .convert(bindable.defaultValue(), parameter.getType())
        .orElseThrow(() ->
            new AssertionError(
                "'%s' is no %s".formatted(bindable.defaultValue(), parameter.getType())));
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new AssertionError("a settings record that is not on the class path", e);
    }
  }
}
