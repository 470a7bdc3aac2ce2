import keys from '../access/keys-messages.vi.json'
import access from '../access/messages.vi.json'
import calendar from '../calendar/messages.vi.json'
import plans from '../consolidation/plan-messages.vi.json'
import planReports from '../consolidation/plan-report-messages.vi.json'
import events from '../events/messages.vi.json'
import webhooks from '../events/webhooks-messages.vi.json'
import files from '../files/messages.vi.json'
import guide from '../guide/messages.vi.json'
import incidents from '../incidents/messages.vi.json'
import information from '../information/messages.vi.json'
import inspections from '../inspection/messages.vi.json'
import members from '../members/messages.vi.json'
import screening from '../monitoring/screening-messages.vi.json'
import watch from '../monitoring/watch-messages.vi.json'
import charge from '../organizations/charge-messages.vi.json'
import organizations from '../organizations/messages.vi.json'
import petitionDefinitions from '../petitions/definition-messages.vi.json'
import petitionExchange from '../petitions/exchange-messages.vi.json'
import petitionKeeping from '../petitions/keeping-messages.vi.json'
import petitions from '../petitions/messages.vi.json'
import petitionRenditions from '../petitions/rendition-messages.vi.json'
import petitionReports from '../petitions/report-messages.vi.json'
import vault from '../petitions/vault-messages.vi.json'
import privacy from '../privacy/messages.vi.json'
import ratingsAfter from '../ratings/after/messages.vi.json'
import ratings from '../ratings/messages.vi.json'
import rules from '../ratings/rules/messages.vi.json'
import units from '../ratings/units-messages.vi.json'
import directives from '../reports/directive-messages.vi.json'
import reports from '../reports/messages.vi.json'
import numbers from '../reports/numbers-messages.vi.json'
import reviews from '../reports/review-messages.vi.json'
import targets from '../reports/target-messages.vi.json'
import ui from '../ui/messages.vi.json'

/** Texts of all rooms, one namespace each. A new room adds its line here and in the other language. */
export default {
  access,
  calendar,
  charge,
  directives,
  events,
  files,
  guide,
  incidents,
  information,
  inspections,
  keys,
  members,
  organizations,
  petitions: {
    ...{ ...petitions, ...petitionKeeping, ...petitionReports, ...petitionExchange, ...petitionRenditions },
    ...petitionDefinitions,
  },
  plans: { ...plans, ...planReports },
  privacy,
  ratings: { ...ratings, after: ratingsAfter },
  reports,
  numbers,
  reviews,
  screening,
  rules,
  targets,
  ui,
  vault,
  watch,
  webhooks,
  units,
}
