import { messagesEn, messagesVi, renderTallyNote } from '@nq15/domain/ratings'
import { usePage } from '../ui/page-context.tsx'

/** Says errors and warnings of a count record in the language of the page. */
export function useSayNote(): (note: Parameters<typeof renderTallyNote>[1]) => string {
  const { preferences } = usePage()
  const messages = preferences.locale === 'en' ? messagesEn : messagesVi
  return (note) => renderTallyNote(messages, note)
}
