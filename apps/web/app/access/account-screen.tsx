import { Button, Checkbox, PasswordInput, TextInput } from '@mantine/core'
import { Form, Link, useActionData, useLoaderData, useNavigation, useSearchParams } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { wipeDrafts } from '../ui/draft-wipe.ts'
import { formatMoment } from '../ui/format.ts'
import { Notice } from '../ui/notice.tsx'
import { usePage } from '../ui/page-context.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import type {
  accountLoader,
  passwordAction,
  secondFactorAction,
  secondFactorLoader,
  sessionsAction,
  sessionsLoader,
} from './account.server.ts'
import classes from './door.module.css'
import { Door } from './door.tsx'

/** One's own account: name, password, second factor, sessions. */
export function AccountScreen() {
  const { username, displayName, hasSecondFactor, isDemo, emergency, provider, passkeys } =
    useLoaderData<typeof accountLoader>()
  const [search] = useSearchParams()
  const t = useTranslations('access.account')
  const changed = search.get('changed')
  return (
    <>
      <PageHead title={t('title')} state={t('state', { name: displayName, username })} />
      {(changed === 'password' || changed === 'second-factor') && (
        <Notice tone="ok" live="status">
          {t(`changed.${changed}`)}
        </Notice>
      )}
      <div style={{ display: 'grid', gap: 16, maxWidth: 560 }}>
        {emergency && <Notice tone="watch">{t('emergency')}</Notice>}
        {!emergency && <Panel title={t('password')}>{isDemo ? t('demo-password') : <PasswordForm />}</Panel>}
        {provider && !emergency && (
          <Panel title={t('provider', { label: provider.label })}>
            {provider.linkedAt
              ? t('provider-linked', { moment: formatMoment(provider.linkedAt) })
              : t('provider-not-linked')}
          </Panel>
        )}
        {passkeys && !emergency && (
          <Panel title={t('passkeys')}>
            <Link to="/account/passkeys">{t('passkeys-open')}</Link>
          </Panel>
        )}
        {!emergency && (
          <Panel title={t('second-factor')}>
            <div className={classes['form']}>
              <p>{hasSecondFactor ? t('second-factor-on') : t('second-factor-off')}</p>
              {!hasSecondFactor && (
                <Button component={Link} to="/account/second-factor" variant="default" style={{ justifySelf: 'start' }}>
                  {t('second-factor-begin')}
                </Button>
              )}
            </div>
          </Panel>
        )}
        <Panel title={t('device')}>
          <DeviceChoice />
        </Panel>
        <Panel title={t('sessions')}>
          <Link to="/account/sessions">{t('sessions-open')}</Link>
        </Panel>
      </div>
    </>
  )
}

/** Whose machine this is: on a shared one nothing that was typed stays behind. */
function DeviceChoice() {
  const { preferences, choose } = usePage()
  const t = useTranslations('access.account')
  return (
    <Checkbox
      label={t('device-shared')}
      description={t('device-help')}
      checked={preferences.device === 'shared'}
      onChange={({ currentTarget: { checked } }) => {
        choose('device', checked ? 'shared' : 'own')
        if (checked) wipeDrafts()
      }}
    />
  )
}

/** The change of the first password, before anything else opens. */
export function FirstPasswordScreen() {
  const t = useTranslations('access.account')
  return (
    <Door title={t('first-password')} note={t('first-password-note')}>
      <PasswordForm />
    </Door>
  )
}

function PasswordForm() {
  const answer = useActionData<typeof passwordAction>()
  const busy = useNavigation().state !== 'idle'
  const t = useTranslations('access.account')
  const errorOf = (field: string) => (answer?.field === field ? (answer.refused ?? t('not-the-same')) : undefined)
  const toggle = { visibilityToggleButtonProps: { 'aria-label': t('show-password') }, required: true }
  return (
    <Form method="post" action="/account/first-password" className={classes['form']}>
      <PasswordInput
        name="current"
        label={t('current')}
        autoComplete="current-password"
        error={errorOf('current')}
        {...toggle}
      />
      <PasswordInput
        name="next"
        label={t('next')}
        description={t('next-help')}
        autoComplete="new-password"
        error={errorOf('next')}
        {...toggle}
      />
      <PasswordInput name="again" label={t('again')} autoComplete="new-password" error={errorOf('again')} {...toggle} />
      <Button type="submit" variant="filled" loading={busy} style={{ justifySelf: 'start' }}>
        {t('change')}
      </Button>
    </Form>
  )
}

/** Beginning the second factor: the password once more, the drawing and the recovery codes, then a first code. */
export function SecondFactorScreen() {
  const { hasSecondFactor, owes } = useLoaderData<typeof secondFactorLoader>()
  const answer = useActionData<typeof secondFactorAction>()
  const busy = useNavigation().state !== 'idle'
  const t = useTranslations('access.second-factor')
  const confirming = answer?.step === 'confirm'
  return (
    <Door title={t('title')} note={owes === 'second-factor' ? t('owed') : t('note')}>
      {answer?.refused && (
        <Notice tone="error" live="alert">
          {answer.refused}
        </Notice>
      )}
      {hasSecondFactor && <p>{t('on')}</p>}
      {!hasSecondFactor && !confirming && (
        <Form method="post" className={classes['form']}>
          <input type="hidden" name="step" value="begin" />
          <PasswordInput
            name="password"
            label={t('password')}
            autoComplete="current-password"
            required
            visibilityToggleButtonProps={{ 'aria-label': t('show-password') }}
          />
          <Button type="submit" variant="filled" loading={busy}>
            {t('begin')}
          </Button>
        </Form>
      )}
      {confirming && (
        <>
          {answer.enrolment && (
            <>
              <p>{t('scan')}</p>
              <div
                className={classes['drawing']}
                role="img"
                aria-label={t('drawing')}
                // Drawn on the server from the address made for this account; nothing in it was typed by anybody.
                dangerouslySetInnerHTML={{ __html: answer.enrolment.drawing }}
              />
              <p>
                {t('secret')} <span className={classes['mono']}>{answer.enrolment.secret}</span>
              </p>
              <p>{t('recovery')}</p>
              <ul className={classes['codes']}>
                {answer.enrolment.recoveryCodes.map((code) => (
                  <li key={code} className={classes['mono']}>
                    {code}
                  </li>
                ))}
              </ul>
            </>
          )}
          <Form method="post" className={classes['form']}>
            <input type="hidden" name="step" value="confirm" />
            <TextInput name="code" label={t('code')} inputMode="numeric" autoComplete="one-time-code" required />
            <Button type="submit" variant="filled" loading={busy}>
              {t('confirm')}
            </Button>
          </Form>
        </>
      )}
      <Form method="post" action="/sign-out">
        <Button type="submit" variant="subtle">
          {t('sign-out')}
        </Button>
      </Form>
    </Door>
  )
}

/** Where the account is signed in, each to be ended from here. */
export function SessionsScreen() {
  const { sessions } = useLoaderData<typeof sessionsLoader>()
  const answer = useActionData<typeof sessionsAction>()
  const t = useTranslations('access.sessions')
  return (
    <>
      <PageHead
        title={t('title')}
        state={t('state', { count: sessions.length })}
        actions={
          sessions.length > 1 && (
            <Form method="post">
              <input type="hidden" name="session" value="others" />
              <Button type="submit">{t('end-others')}</Button>
            </Form>
          )
        }
      />
      {answer?.refused && (
        <Notice tone="error" live="alert">
          {answer.refused}
        </Notice>
      )}
      <div style={{ display: 'grid', gap: 12, maxWidth: 720 }}>
        {sessions.map(({ id, since, lastSeen, address, device, current }, index) => (
          <Panel
            key={id}
            title={current ? t('here') : t('elsewhere', { number: index + 1 })}
            note={t('since', { moment: formatMoment(since) })}
            aside={
              !current && (
                <Form method="post">
                  <input type="hidden" name="session" value={id} />
                  <Button type="submit" variant="default">
                    {t('end')}
                  </Button>
                </Form>
              )
            }
          >
            <p>{t('last-seen', { moment: formatMoment(lastSeen) })}</p>
            <p className={classes['note']}>{[device ?? t('unknown-device'), address].filter(Boolean).join(' · ')}</p>
          </Panel>
        ))}
      </div>
    </>
  )
}
