/** Tests of the embedded S3 server and of the object store on it. */
@NullMarked
package io.framewright.embedded.s3;

import org.jspecify.annotations.NullMarked;
