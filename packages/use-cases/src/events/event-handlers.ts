import { keepTaskReminders } from '../consolidation/keep-task-reminders.ts'
import { keepRemedyReminders } from '../inspection/keep-remedy-reminders.ts'
import { keepPetitionReminders } from '../petitions/keep-petition-reminders.ts'
import { recountPetitionTerms } from '../petitions/recount-terms.ts'
import { keepDirectiveReminders } from '../reports/keep-directive-reminders.ts'
import type { EventHandler } from './event-handler.ts'
import { keepReminders } from './keep-reminders.ts'
import { tellPeople } from './tell-people.ts'
import { tellTargets } from './tell-targets.ts'

/** Everything that happens because of events, of all rooms. A room adds its handler here. */
export const eventHandlers: readonly EventHandler[] = [
  tellPeople,
  keepReminders,
  keepTaskReminders,
  recountPetitionTerms,
  keepPetitionReminders,
  keepRemedyReminders,
  keepDirectiveReminders,
  tellTargets,
]
