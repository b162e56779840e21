/** The documents about topics and records, made from the schemas and the topic list. */
@NullMarked
package io.framewright.schemas.docs;

import org.jspecify.annotations.NullMarked;
