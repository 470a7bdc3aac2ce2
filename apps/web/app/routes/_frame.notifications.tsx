import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { notificationsAction, notificationsLoader } from '../events/notifications.server.ts'

export { NotificationsScreen as default } from '../events/notifications-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => notificationsLoader(args)
export const action = (args: ActionFunctionArgs) => notificationsAction(args)
