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
