import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { screeningsAction, screeningsLoader } from '../ratings/after/screenings.server.ts'

export { ScreeningsScreen as default } from '../ratings/after/screenings-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => screeningsLoader(args)
export const action = (args: ActionFunctionArgs) => screeningsAction(args)
