import type { SeparationRuleId } from './separation-rules.ts'

/** Words of the access room in English; `{…}` stands for the fact of that name in the refusal. */
export const accessMessagesEn = {
  refusals: {
    'username-malformed':
      'The username “{value}” must have 3 to 30 of the letters a–z, digits, dot, hyphen, underscore.',
    'password-too-short': 'The password needs at least {required} characters; this one has {actual}.',
    'password-too-long': 'The password may have at most {required} characters; this one has {actual}.',
    'password-like-username': 'The password is too close to the username.',
    'password-too-common': 'This password is one of the first that are guessed. Choose another.',
    'password-unchanged': 'The new password is the same as the old one.',
    'grant-period-empty': 'The role would end ({to}) before it begins ({from}).',
    'grant-needs-organization': 'The role {role} is held in an organization; name one.',
    'grant-twice': 'The account holds the role {role} in this organization on these days already.',
    'roles-kept-apart': 'The role {role} may not be held together with {other} in one account.',
    'username-taken': 'There is an account with this username already.',
    'member-has-account': 'This member has an account already.',
    'unknown-account': 'There is no such account.',
    'unknown-grant': 'There is no such role in force.',
    'unknown-member': 'There is no such member.',
    'unknown-organization': 'There is no organization with this code today.',
    'own-account': 'Nobody does this to his own account.',
    'wrong-credentials': 'The username or the password is not right.',
    'too-many-attempts': 'Too many attempts. Try again in {retryAfterSeconds} seconds.',
    'wrong-code': 'The code is not right, or it was used already.',
    'challenge-expired': 'The sign-in took too long. Begin again with username and password.',
    'wrong-password': 'The password is not right.',
    'second-factor-on': 'The second factor is on already.',
    'second-factor-off': 'The second factor is not on.',
    'unknown-session': 'There is no such session.',
    'signed-out': 'The session has ended. Sign in again.',
    'request-id-taken': 'This form was already used for another act. Open the page again.',
    'delegation-of-delegated': 'A delegated role is not delegated further.',
    'delegation-to-self': 'Nobody delegates to himself.',
    'delegation-needs-reason': 'Say why the role is delegated.',
    'delegation-role': 'The role {role} belongs to its holder alone and cannot be delegated.',
    'delegation-outside-organization': 'A role is delegated over its own organization or a smaller one.',
    'delegation-outside-period': 'The days must lie within those of the role ({from} – {to}).',
    'delegation-in-the-past': 'A delegation begins today ({today}) at the earliest.',
    'delegation-too-long': 'A delegation lasts at most {required} days; this one has {actual}.',
    'duties-excluded': '{role} and {other} are never held together: {rule}.',
    'duties-overlap':
      'From {from} until {to} this account would hold both {role} and {other}: {rule}. If a decision allows it, give the reason and accept it.',
    'account-closed': 'The account is closed, or will be before the role ends.',
    'unknown-card': 'No member carries this card number.',
    'card-of-another': 'This card does not belong to a person of this name.',
    'leaving-in-the-past': 'The day of leaving cannot be before today ({today}).',
    'reason-missing': 'Give the reason or the number of the decision.',
  },
  separation: {
    'proposer-decider': 'who proposes does not decide',
    'owner-reviewer': 'who makes a plan does not review it',
    'entered-verified': 'who enters does not verify',
    'custodian-settler': 'who keeps identities does not settle',
    'administrator-content': 'who keeps the accounts handles no content',
    'auditor-audited': 'who reads the trail does nothing that is in it',
    'keepers-apart': 'accounts, trail and identities have keepers of their own',
  },
} as const

/** The keys every language answers. */
export type AccessMessages = {
  readonly refusals: Readonly<Record<keyof (typeof accessMessagesEn)['refusals'], string>>
  /** The rules that keep duties apart, as half a sentence. */
  readonly separation: Readonly<Record<SeparationRuleId, string>>
}
