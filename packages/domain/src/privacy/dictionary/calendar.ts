import type { RoomDictionary } from '../field-entry.ts'

/** What the tables of the room `calendar` hold about people, why, on what basis and for how long. */
export const calendarDictionary: RoomDictionary = {
  calendar_day: {
    purpose: 'Ngày nghỉ, ngày làm bù và văn bản quy định',
    basis: 'labour-calendar',
    retention: 'reference',
    fields: {
      id: 'technical',
      year: 'public',
      day: 'public',
      kind: 'public',
      name: 'public',
      basis: 'public',
      confidence: 'public',
      recorded_by: 'personal',
      recorded_by_name: 'personal',
      recorded_at: 'technical',
      superseded_by: 'personal',
      superseded_by_name: 'personal',
      superseded_at: 'technical',
      superseded_basis: 'public',
    },
  },
  calendar_year: {
    purpose: 'Năm nào đã có thông báo nghỉ',
    basis: 'labour-calendar',
    retention: 'reference',
    fields: {
      id: 'technical',
      year: 'public',
      state: 'public',
      basis: 'public',
      confidence: 'public',
      updated_by: 'personal',
      updated_by_name: 'personal',
      version: 'technical',
      updated_at: 'technical',
    },
  },
}
