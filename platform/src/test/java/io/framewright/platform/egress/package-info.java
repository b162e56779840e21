@org.jspecify.annotations.NullMarked
package io.framewright.platform.egress;
