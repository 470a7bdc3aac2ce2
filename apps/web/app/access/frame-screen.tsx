import { Outlet, useLoaderData } from '@remix-run/react'
import { useEffect } from 'react'
import { useTranslations } from 'use-intl'
import { AppFrame } from '../ui/app-frame.tsx'
import { wipeDrafts, wipeOldAndForeign } from '../ui/draft-wipe.ts'
import type { NavItem } from '../ui/frame-nav.tsx'
import {
  IconActivity,
  IconAdjustments,
  IconAlertOctagon,
  IconAlertTriangle,
  IconCalendar,
  IconClipboardCheck,
  IconEye,
  IconFileText,
  IconFlag,
  IconGitMerge,
  IconHistory,
  IconListCheck,
  IconMail,
  IconMap2,
  IconMessageReport,
  IconPlus,
  IconReport,
  IconRoute,
  IconScale,
  IconShieldLock,
  IconSitemap,
  IconTable,
  IconUpload,
  IconUserCheck,
  IconUsers,
} from '../ui/icons.ts'
import { usePage } from '../ui/page-context.tsx'
import { EmergencyNotice } from './emergency-notice.tsx'
import type { frameLoader } from './frame.server.ts'
import { OpeningsNotice } from './openings-notice.tsx'

/** The frame around every page of a signed-in person; it offers only what his roles open. */
export function FrameScreen() {
  const {
    userId,
    name,
    roles,
    organization,
    organizationId,
    year,
    today,
    sample,
    emergency,
    openings,
    asksAboutRights,
    hasFile,
    unread,
    readsPapers,
    readsTrail,
    readsSigns,
    entersSheets,
    setsThresholds,
    readsPetitions,
    keepsIdentities,
  } = useLoaderData<typeof frameLoader>()
  const t = useTranslations('access.frame')
  const { device } = usePage().preferences
  // Another account, or a machine said to be shared: what was typed before does not stay behind.
  useEffect(() => (device === 'shared' ? wipeDrafts() : wipeOldAndForeign(userId)), [userId, device])
  const holds = (...wanted: readonly string[]) => roles.some((role) => wanted.includes(role))
  const item = (wanted: boolean, one: NavItem): NavItem[] => (wanted ? [one] : [])
  const works = holds('org-secretary', 'cell-teller')
  const board = holds('grassroots-office', 'grassroots-committee')
  // A desk of reception opens nothing of organizations or members.
  const onlyPetitions = roles.length > 0 && roles.every((role) => role === 'receptionist' || role === 'unit-head')
  /** Whoever looks after organizations: those above them and those who lead them, but not who only has a file or a trail. */
  const watches =
    !onlyPetitions &&
    !holds('member', 'cell-teller', 'system-admin', 'privacy-auditor', 'identity-custodian') &&
    roles.length > 0
  const ratings =
    !year || !organizationId
      ? '/ratings'
      : works
        ? `/ratings/${year}/cells/${organizationId}`
        : board
          ? `/ratings/${year}/committees/${organizationId}`
          : holds('member')
            ? `/ratings/${year}/self`
            : `/ratings/${year}`
  const nav = [
    { to: '/', label: t('my-work'), icon: IconListCheck, end: true },
    ...item(readsPetitions, { to: '/petitions', label: t('petitions'), icon: IconMail, end: true }),
    ...item(readsPetitions, { to: '/petitions/new', label: t('petitions-new'), icon: IconPlus }),
    ...item(readsPetitions, { to: '/reception', label: t('reception'), icon: IconUserCheck }),
    ...item(readsPetitions, { to: '/petitions/reports', label: t('petition-reports'), icon: IconReport }),
    ...item(keepsIdentities, { to: '/petitions/vault', label: t('vault'), icon: IconShieldLock }),
    ...item(readsTrail, { to: '/petitions/vault-history', label: t('vault-history'), icon: IconShieldLock }),
    ...item(!onlyPetitions && !holds('system-admin', 'privacy-auditor', 'identity-custodian'), {
      to: ratings,
      label: year ? t('ratings-of', { year: String(year) }) : t('ratings'),
      short: t('ratings'),
      icon: IconClipboardCheck,
    }),
    ...item(
      openings.length > 0 ||
        holds('org-secretary', 'cell-teller', 'grassroots-office', 'grassroots-committee', 'inspection-commission'),
      {
        to: '/members',
        label: t('members'),
        icon: IconUsers,
      },
    ),
    ...item(!onlyPetitions && (!holds('member') || roles.length > 1), {
      to: '/organizations',
      label: t('organizations'),
      short: t('organizations-short'),
      icon: IconSitemap,
    }),
    ...item(!onlyPetitions && !holds('member', 'system-admin', 'privacy-auditor', 'identity-custodian'), {
      to: '/areas',
      label: t('areas'),
      icon: IconMap2,
    }),
    ...item(watches, {
      to: '/monitoring',
      label: t('monitoring'),
      icon: IconActivity,
      end: true,
    }),
    ...item(holds('area-member'), {
      to: '/monitoring/areas/mine',
      label: t('charge'),
      short: t('charge-short'),
      icon: IconFlag,
    }),
    ...item(readsSigns, { to: '/monitoring/signs', label: t('signs'), icon: IconAlertTriangle }),
    ...item(entersSheets, { to: '/monitoring/entry', label: t('sheets'), icon: IconTable }),
    ...item(setsThresholds, { to: '/monitoring/indicators', label: t('indicators'), icon: IconAdjustments }),
    ...item(watches, { to: '/plans', label: t('plans'), short: t('plans-short'), icon: IconRoute }),
    ...item(watches, {
      to: '/incidents',
      label: t('incidents'),
      short: t('incidents-short'),
      icon: IconAlertOctagon,
    }),
    ...item(watches, {
      to: '/information',
      label: t('information'),
      short: t('information-short'),
      icon: IconMessageReport,
    }),
    ...item(watches, { to: '/inspections', label: t('inspections'), short: t('inspections-short'), icon: IconEye }),
    ...item(holds('grassroots-office', 'grassroots-committee', 'organization-board', 'standing-committee'), {
      to: '/successions',
      label: t('successions'),
      icon: IconGitMerge,
    }),
    ...item(
      holds(
        'org-secretary',
        'grassroots-office',
        'grassroots-committee',
        'organization-board',
        'standing-committee',
        'city-office',
        'area-member',
        'inspection-commission',
      ),
      { to: '/reports/tables', label: t('tables'), icon: IconReport },
    ),
    ...item(
      holds(
        'org-secretary',
        'grassroots-office',
        'grassroots-committee',
        'organization-board',
        'standing-committee',
        'city-office',
        'area-member',
        'inspection-commission',
      ),
      { to: '/reports/reviews', label: t('reviews'), short: t('reviews-short'), icon: IconReport },
    ),
    ...item(
      holds('organization-board', 'grassroots-office', 'grassroots-committee', 'org-secretary', 'standing-committee'),
      {
        to: '/ratings/rules',
        label: t('rules'),
        icon: IconScale,
      },
    ),
    ...item(holds('system-admin'), { to: '/accounts', label: t('accounts'), icon: IconUsers }),
    ...item(holds('grassroots-office', 'organization-board', 'system-admin'), {
      to: '/imports',
      label: t('imports'),
      icon: IconUpload,
    }),
    ...item(readsPapers, { to: '/papers', label: t('papers'), icon: IconFileText }),
    ...item(asksAboutRights, { to: '/rights', label: t('rights'), icon: IconShieldLock }),
    ...item(readsTrail, { to: '/audit', label: t('audit'), icon: IconHistory }),
    ...item(holds('member', 'org-secretary', 'grassroots-office', 'organization-board', 'privacy-auditor'), {
      to: '/privacy',
      label: t('privacy'),
      icon: IconUserCheck,
    }),
    ...item(roles.length > 0, { to: '/calendar', label: t('calendar'), icon: IconCalendar }),
  ]
  const [role] = roles
  return (
    <AppFrame
      organization={organization ?? t('no-organization')}
      user={{ name, roleLabel: role ? t(`roles.${role}`) : t('no-role') }}
      nav={nav}
      userLinks={[
        { to: '/jobs', label: t('jobs') },
        ...(holds('grassroots-office', 'organization-board', 'system-admin')
          ? [{ to: '/accounts/keys', label: t('keys') }]
          : []),
        { to: '/account', label: t('account') },
        { to: '/account/delegations', label: t('delegations') },
        { to: '/account/sessions', label: t('sessions') },
        ...(hasFile ? [{ to: '/account/readers', label: t('readers') }] : []),
        ...(asksAboutRights ? [] : [{ to: '/rights/why', label: t('own-rights') }]),
      ]}
      signOutAction="/sign-out"
      searchAction="/search"
      inbox={{
        to: '/notifications',
        unread,
        label: unread > 0 ? t('notifications-unread', { count: unread }) : t('notifications'),
      }}
      today={today}
      sample={sample}
    >
      <EmergencyNotice {...emergency} />
      <OpeningsNotice openings={openings} />
      <Outlet />
    </AppFrame>
  )
}
