import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { newerReadingAction, newerReadingLoader } from '../ratings/newer-reading.server.ts'

export { NewerReadingScreen as default } from '../ratings/newer-reading-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => newerReadingLoader(args)
export const action = (args: ActionFunctionArgs) => newerReadingAction(args)
