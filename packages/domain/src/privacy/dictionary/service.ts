import type { RoomDictionary } from '../field-entry.ts'

/** What the keys of other systems hold about people: who made and who revoked them. */
export const keyDictionary: RoomDictionary = {
  access_key: {
    purpose: 'Khóa kết nối của hệ thống khác: ai lập, được đọc gì, đến khi nào',
    basis: 'security',
    retention: 'account-record',
    fields: {
      id: 'technical',
      user_id: 'personal',
      organization_id: 'internal',
      name: 'internal',
      permissions: 'internal',
      networks: 'technical',
      per_minute: 'technical',
      secret_hash: 'secret',
      former_hash: 'secret',
      former_until: 'technical',
      hint: 'technical',
      expires_on: 'technical',
      last_used_at: 'technical',
      revoked_at: 'technical',
      revoked_by_name: 'personal',
      version: 'technical',
      created_at: 'technical',
    },
  },
}

/** What the webhooks hold: where events are told, without anything about anybody. */
export const webhookDictionary: RoomDictionary = {
  webhook_delivery: {
    purpose: 'Lần báo một sự việc cho hệ thống khác',
    basis: 'technical',
    retention: 'work-trace',
    fields: {
      id: 'technical',
      target_id: 'technical',
      user_id: 'personal',
      event_id: 'technical',
      body: 'internal',
      state: 'technical',
      attempts: 'technical',
      not_before: 'technical',
      outcome: 'technical',
      created_at: 'technical',
      sent_at: 'technical',
    },
  },
  webhook_host: {
    purpose: 'Máy chủ được phép nhận sự việc',
    basis: 'security',
    retention: 'account-record',
    fields: {
      id: 'technical',
      host: 'technical',
      port: 'technical',
      note: 'internal',
      added_by_name: 'personal',
      removed_at: 'technical',
      created_at: 'technical',
    },
  },
  webhook_target: {
    purpose: 'Địa chỉ nhận sự việc của một tổ chức',
    basis: 'security',
    retention: 'account-record',
    fields: {
      id: 'technical',
      user_id: 'personal',
      organization_id: 'internal',
      url: 'technical',
      event_types: 'technical',
      sealed_secret: 'secret',
      state: 'technical',
      failures: 'technical',
      version: 'technical',
      created_at: 'technical',
    },
  },
}
