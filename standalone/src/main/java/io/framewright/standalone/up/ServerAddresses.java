package io.framewright.standalone.up;

/** How services reach the embedded servers. */
record ServerAddresses(
    String kafka, int postgresPort, String redis, String mongo, String storage) {}
