/**
 * What is promised about schemas: each is explained, none ever loses what was released, and what
 * was written once can be read for ever.
 */
@NullMarked
package io.framewright.schemas.contract;

import org.jspecify.annotations.NullMarked;
