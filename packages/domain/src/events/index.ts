export { audienceOf, type Told } from './audience-of.ts'
export {
  type Audience,
  type EventPayload,
  type EventType,
  eventCatalogue,
  eventKind,
  isEventType,
  readPayload,
  type StoredEvent,
  type Urgency,
} from './event-catalogue.ts'
export { type MailText, mailText } from './mail-text.ts'
export { daysOfEscalation, remindBefore, reminderDays } from './reminder-days.ts'
export { isReminderKind, type ReminderKind, reminderKinds } from './reminder-kinds.ts'
export {
  isForbiddenAddress,
  readWebhookUrl,
  type WebhookAddressFault,
  webhookHostSchema,
  webhookPauseAfter,
  webhookRetryMs,
  webhookTargetSchema,
} from './webhook-address.ts'
