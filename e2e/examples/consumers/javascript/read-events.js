// Prints the events of jobs as they happen, one JSON object a line, until it is stopped.
//   npm ci && node read-events.js ~/.framewright/credentials.json
const { readFileSync } = require("node:fs");
const { Kafka, logLevel } = require("kafkajs");
const { SchemaRegistry } = require("@kafkajs/confluent-schema-registry");

const credentials = JSON.parse(readFileSync(process.argv[2], "utf8"));
const registry = new SchemaRegistry({ host: credentials.schema_registry_url });
const kafka = new Kafka({
  clientId: "read-events",
  brokers: credentials.bootstrap_servers.split(","),
  logLevel: logLevel.ERROR,
});
// A group of its own sees everything. Committed records only: that is the default of kafkajs.
const consumer = kafka.consumer({ groupId: `read-events-${process.pid}-${Date.now()}` });

async function main() {
  await consumer.connect();
  await consumer.subscribe({ topic: "media.job.events.v1", fromBeginning: true });
  await consumer.run({
    eachMessage: async ({ message }) => {
      const event = await registry.decode(message.value);
      const type = message.headers.ce_type.toString().replace("io.framewright.", "");
      console.log(JSON.stringify({ job: event.metadata.job_id, sequence: Number(event.metadata.sequence), type, event }));
    },
  });
}

process.once("SIGTERM", () => consumer.disconnect().then(() => process.exit(0)));
process.once("SIGINT", () => consumer.disconnect().then(() => process.exit(0)));
main().catch((error) => {
  console.error(error);
  process.exit(1);
});
