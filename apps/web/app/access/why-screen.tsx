import { Button, TextInput } from '@mantine/core'
import { Form, Link, useLoaderData, useSearchParams } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { Chip } from '../ui/chip.tsx'
import { addressWith } from '../ui/filter-buttons.tsx'
import { formatDay } from '../ui/format.ts'
import { IconAlertTriangle, IconCheck } from '../ui/icons.ts'
import { Notice } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import classes from './rights.module.css'
import { RightsTabs } from './rights-tabs.tsx'
import type { whyLoader } from './why.server.ts'

/** Why an account sees a record or an organization on a day, or not: each right it holds, tested step by step. */
export function WhyScreen() {
  const { tabs, mayAsk, day, answer, refusal } = useLoaderData<typeof whyLoader>()
  const t = useTranslations('access.why')
  return (
    <>
      <PageHead title={t(mayAsk ? 'title' : 'title-own')} state={t('state', { day: formatDay(day) })} />
      <RightsTabs {...tabs} />
      <Asking />
      {refusal !== null && (
        <div className={classes['stack']}>
          <Notice tone="watch" live="status">
            {t(`refusals.${refusal}`)}
          </Notice>
        </div>
      )}
      {answer !== null && (
        <div className={classes['stack']}>
          {answer.said.map((said) => (
            <Answer key={said.className} said={said} />
          ))}
          <p className={classes['light']}>{t('no-content')}</p>
        </div>
      )}
    </>
  )
}

function Asking() {
  const { mayAsk, who, what, account, organization, accounts, organizations, answer } =
    useLoaderData<typeof whyLoader>()
  const t = useTranslations('access.why')
  const [search] = useSearchParams()
  const asOf = search.get('as-of')
  return (
    <Panel title={t('ask')}>
      <Form method="get" className={classes['asking']}>
        {asOf !== null && <input type="hidden" name="as-of" value={asOf} />}
        {mayAsk && (
          <div>
            <TextInput
              key={`who-${account ?? ''}`}
              name="who"
              label={t('who')}
              description={t('who-help')}
              defaultValue={answer && account ? answer.account.name : who}
            />
            {account !== null && <input type="hidden" name="account" value={account} />}
            <Choices
              none={who !== '' && account === null ? t('nobody') : null}
              choices={accounts.map(({ userId, name, username, closed }) => ({
                key: userId,
                to: addressWith(search, 'account', userId),
                label: name,
                note: [username, ...(closed ? [t('closed')] : [])].join(' · '),
              }))}
            />
          </div>
        )}
        <div>
          <TextInput
            key={`what-${organization ?? ''}`}
            name="what"
            label={t('what')}
            description={t('what-help')}
            defaultValue={organization && answer?.organization ? answer.organization.name : what}
          />
          <Choices
            none={
              what !== '' && organization === null && answer === null && organizations.length === 0
                ? t('nothing')
                : null
            }
            choices={organizations.map(({ organizationId, code, name, parentName }) => ({
              key: organizationId,
              to: addressWith(search, 'organization', organizationId),
              label: name,
              note: [code, parentName].filter(Boolean).join(' · '),
            }))}
          />
        </div>
        <div className={classes['row']}>
          <Button type="submit" variant="filled">
            {t('explain')}
          </Button>
          {(account !== null || organization !== null || what !== '') && (
            <Button component={Link} to="/rights/why" variant="default">
              {t('anew')}
            </Button>
          )}
        </div>
      </Form>
    </Panel>
  )
}

type Choice = { readonly key: string; readonly to: string; readonly label: string; readonly note: string }

function Choices({ choices, none }: { choices: readonly Choice[]; none: string | null }) {
  if (choices.length === 0) return none === null ? null : <p className={classes['light']}>{none}</p>
  return (
    <ul className={classes['choices']}>
      {choices.map(({ key, to, label, note }) => (
        <li key={key}>
          <Link to={to}>
            {label} <span className={classes['light']}>{note}</span>
          </Link>
        </li>
      ))}
    </ul>
  )
}

type Said = NonNullable<ReturnType<typeof useLoaderData<typeof whyLoader>>['answer']>['said'][number]

function Answer({ said }: { said: Said }) {
  const { answer } = useLoaderData<typeof whyLoader>()
  const t = useTranslations('access.why')
  if (answer === null) return null
  const place = answer.organization === null ? '' : `${answer.organization.name} (${answer.organization.code})`
  return (
    <Panel
      title={t('answer', { verdict: said.verdict, name: answer.account.name, kind: said.className })}
      note={[place, answer.table].filter(Boolean).join(' · ')}
    >
      <p className={classes['verdict']}>
        <Chip
          look={said.decision === 'yes' ? 'ok' : 'red'}
          icon={said.decision === 'yes' ? IconCheck : IconAlertTriangle}
        >
          {said.verdict}
        </Chip>
        <span className={classes['light']}>
          {answer.isToday
            ? said.isConfirmed
              ? t('confirmed')
              : t('own-row')
            : t('other-day', { day: formatDay(answer.day) })}
        </span>
      </p>
      <p style={{ marginTop: '0.5rem' }}>{said.policy}</p>
      {said.remarks.map((remark) => (
        <p key={remark}>{remark}</p>
      ))}
      {answer.otherPolicies !== null && <p className={classes['light']}>{answer.otherPolicies}</p>}
      <ul className={classes['rights']}>
        {said.rights.map(({ id, title, note, opens, tests, steps }) => (
          <li key={id} className={classes['right']}>
            <h3>
              {title} <Chip look={opens ? 'ok' : 'grey'}>{t(opens ? 'opens' : 'opens-not')}</Chip>
            </h3>
            {note !== null && <p className={classes['light']}>{note}</p>}
            <Tests lines={tests} list="tests" />
            {steps.length > 0 && <Tests lines={steps} list="steps" />}
          </li>
        ))}
      </ul>
    </Panel>
  )
}

function Tests({ lines, list }: { lines: readonly { holds: boolean; text: string }[]; list: 'tests' | 'steps' }) {
  const t = useTranslations('access.why')
  return (
    <ul className={classes[list]}>
      {lines.map(({ holds, text }) => (
        <li key={text} className={classes[holds ? 'holds' : 'fails']}>
          {holds ? (
            <IconCheck size={20} stroke={2} role="img" aria-label={t('holds')} />
          ) : (
            <IconAlertTriangle size={20} stroke={2} role="img" aria-label={t('fails')} />
          )}
          <span>{text}</span>
        </li>
      ))}
    </ul>
  )
}
