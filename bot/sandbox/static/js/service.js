// What service messages say, after the name of whoever did it.

const SAID = {
  pinned_message: () => "pinned a message",
  forum_topic_created: ({ name }) => `opened the topic “${name}”`,
  forum_topic_edited: ({ name }) => (name ? `renamed the topic to “${name}”` : "changed the icon of the topic"),
};

export const serviceWords = (service) => SAID[service.kind]?.(service) ?? "changed something";
