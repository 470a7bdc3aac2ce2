import keys from '../access/keys-messages.en.json'
import access from '../access/messages.en.json'
import calendar from '../calendar/messages.en.json'
import plans from '../consolidation/plan-messages.en.json'
import planReports from '../consolidation/plan-report-messages.en.json'
import events from '../events/messages.en.json'
import webhooks from '../events/webhooks-messages.en.json'
import files from '../files/messages.en.json'
import guide from '../guide/messages.en.json'
import incidents from '../incidents/messages.en.json'
import information from '../information/messages.en.json'
import inspections from '../inspection/messages.en.json'
import members from '../members/messages.en.json'
import screening from '../monitoring/screening-messages.en.json'
import watch from '../monitoring/watch-messages.en.json'
import charge from '../organizations/charge-messages.en.json'
import organizations from '../organizations/messages.en.json'
import petitionDefinitions from '../petitions/definition-messages.en.json'
import petitionExchange from '../petitions/exchange-messages.en.json'
import petitionKeeping from '../petitions/keeping-messages.en.json'
import petitions from '../petitions/messages.en.json'
import petitionRenditions from '../petitions/rendition-messages.en.json'
import petitionReports from '../petitions/report-messages.en.json'
import vault from '../petitions/vault-messages.en.json'
import privacy from '../privacy/messages.en.json'
import ratingsAfter from '../ratings/after/messages.en.json'
import ratings from '../ratings/messages.en.json'
import rules from '../ratings/rules/messages.en.json'
import units from '../ratings/units-messages.en.json'
import directives from '../reports/directive-messages.en.json'
import reports from '../reports/messages.en.json'
import numbers from '../reports/numbers-messages.en.json'
import reviews from '../reports/review-messages.en.json'
import targets from '../reports/target-messages.en.json'
import ui from '../ui/messages.en.json'

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
