import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { paperSettingsAction, paperSettingsLoader } from '../reports/paper-settings.server.ts'

export { PaperSettingsScreen as default } from '../reports/paper-settings-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => paperSettingsLoader(args)
export const action = (args: ActionFunctionArgs) => paperSettingsAction(args)
