/** An S3 server as a child process, with its objects as files. */
@NullMarked
package io.framewright.embedded.s3;

import org.jspecify.annotations.NullMarked;
