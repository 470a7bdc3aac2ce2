import { Menu } from '@mantine/core'
import { Link, useSubmit } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import classes from './app-frame.module.css'
import { menuHostId } from './choice-menu.tsx'
import { wipeDrafts } from './draft-wipe.ts'
import { IconLogout } from './icons.ts'

/** Who is signed in, with the role acted in. */
export type FrameUser = { readonly name: string; readonly roleLabel: string }

/** A link of the person's own menu: profile, sessions, second factor. */
export type UserLink = { readonly to: string; readonly label: string }

type UserMenuProps = { user: FrameUser; links: readonly UserLink[]; signOutAction: string | undefined }

/** Name and role at the right of the header; opens the person's own pages and signing out (a POST to `signOutAction`). */
export function UserMenu({ user, links, signOutAction }: UserMenuProps) {
  const t = useTranslations('ui.frame')
  const submit = useSubmit()
  return (
    <Menu
      position="bottom-end"
      withinPortal
      portalProps={{ target: `#${menuHostId}` }}
      withInitialFocusPlaceholder={false}
      returnFocus
    >
      <Menu.Target>
        <button type="button" className={classes['user']}>
          <span className={classes['userName']}>{user.name}</span>
          <span className={classes['userRole']}>{user.roleLabel}</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {links.map(({ to, label }) => (
          <Menu.Item key={to} component={Link} to={to}>
            {label}
          </Menu.Item>
        ))}
        {signOutAction !== undefined && (
          <Menu.Item
            leftSection={<IconLogout size={16} aria-hidden />}
            onClick={() => {
              wipeDrafts()
              submit(null, { method: 'post', action: signOutAction })
            }}
          >
            {t('sign-out')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
