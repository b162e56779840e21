@org.jspecify.annotations.NullMarked
package io.framewright.gateway.errors;
