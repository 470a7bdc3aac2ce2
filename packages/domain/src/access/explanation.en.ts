import type { RowClass } from './explain-access.ts'
import type { AnyRole } from './schema.ts'

/** Words of the explanation of rights; `{…}` stands for a fact. */
export type ExplanationTexts = {
  readonly verdict: { readonly yes: string; readonly no: string }
  readonly classes: Readonly<Record<RowClass, { readonly name: string; readonly policy: string }>>
  readonly roles: Readonly<Partial<Record<AnyRole, string>>>
  readonly title: string
  readonly titleEverywhere: string
  readonly own: string
  readonly closed: string
  readonly noRight: string
  readonly breakGlassAbsent: string
  readonly otherPolicies: string
  readonly given: string
  readonly givenBecause: string
  readonly opening: string
  readonly period: Readonly<Record<'in-force' | 'not-begun' | 'ended', string>>
  readonly openingPeriod: Readonly<Record<'in-force' | 'ended', string>>
  readonly opens: string
  readonly opensNot: string
  readonly mayNotHold: string
  readonly reach: Readonly<
    Record<'not-needed' | 'everything' | 'itself' | 'reached' | 'broken' | 'apart' | 'apart-alone', string>
  >
  readonly step: Readonly<Record<'parent' | 'succession' | 'last-parent', string>>
  readonly stepEnded: string
  readonly stepNotBegun: string
  readonly noEnd: string
}

export const explanationTextsEn: ExplanationTexts = {
  verdict: { yes: 'Can see', no: 'Cannot see' },
  classes: {
    tree: {
      name: 'record of an organization',
      policy:
        'Records of organizations open to roles that read organizations, within the granted organization and everything below it by tree and inherited records.',
    },
    person: {
      name: 'record of persons',
      policy:
        'Records of persons open only to roles that read persons, within the granted organization and everything below it; and to the member himself for his own.',
    },
    directory: { name: 'directory', policy: 'Names, codes and kinds open to every account with a role in force.' },
    own: { name: "account's own", policy: 'Opens to nobody but the account that made it.' },
    trail: { name: 'audit trail', policy: 'Opens only to the privacy auditor.' },
    accounts: { name: 'accounts', policy: 'Opens only to the administrator, and to everybody for his own.' },
  },
  roles: {
    member: 'Party member',
    'org-secretary': 'secretary',
    'cell-teller': 'teller',
    'grassroots-office': 'office of the committee',
    'grassroots-committee': 'committee',
    'organization-board': 'organization board',
    'standing-committee': 'standing committee',
    'city-office': 'city office',
    'area-member': 'member in charge of an area',
    'inspection-commission': 'inspection commission',
    receptionist: 'receptionist',
    'unit-head': 'head of the unit',
    'system-admin': 'system administrator',
    'privacy-auditor': 'privacy auditor',
    'identity-custodian': 'keeper of identities',
    'break-glass': 'emergency opening',
    'service-operator': 'operator',
    'service-campaign': 'campaign service',
    'service-sealer': 'sealer',
    'service-screening': 'screening service',
    'service-watch': 'service of the watch list',
    'service-inspection': 'service of inspections',
    'service-incidents': 'service of complex cases',
    'service-information': 'service of public information',
    'service-key': 'key of another system',
  },
  title: '{role} at {organization}',
  titleEverywhere: '{role}',
  own: 'It is his own.',
  closed: 'The account has been closed since {day}.',
  noRight: 'The account has never held a role.',
  breakGlassAbsent: 'No emergency opening is in force over this organization.',
  otherPolicies: 'This table has rules besides its class; only the class is explained.',
  given: 'Given by {by} on {day}',
  givenBecause: 'Given by {by} on {day}: {reason}',
  opening: 'Case {caseNumber}: {reason}',
  period: {
    'in-force': 'In force: from {from} to {to}.',
    'not-begun': 'Not in force yet: from {from}.',
    ended: 'No longer in force: ended on {to}.',
  },
  openingPeriod: { 'in-force': 'In force until {until}.', ended: 'Over since {until}.' },
  opens: 'The role “{role}” reads the class “{class}”.',
  opensNot: 'The role “{role}” does not read the class “{class}”.',
  mayNotHold: 'The account no longer has a role that may open in an emergency.',
  reach: {
    'not-needed': 'The class has no organization to reach.',
    everything: 'The granted organization is the top of the whole tree.',
    itself: 'The record stands in the granted organization itself.',
    reached: 'The record stands below the granted organization; steps up: {count}.',
    broken: 'The way up does not hold on this day: {step}.',
    apart: 'The granted organization is not on the way up; both stand below {organization}.',
    'apart-alone': 'The granted organization is not on the way up.',
  },
  step: {
    parent: '{organization} under {above}, from {from} to {to}',
    succession: '{above} inherits the records of {organization} by decision {decision}, from {from} to {to}',
    'last-parent': '{organization} ended; its last superior {above} keeps its records, from {from} to {to}',
  },
  stepEnded: '{step} (over since {to})',
  stepNotBegun: '{step} (not before {from})',
  noEnd: 'now',
}
