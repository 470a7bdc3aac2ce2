import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { overlayAction, overlayLoader } from '../ratings/own-rules.server.ts'

export { OverlayScreen as default } from '../ratings/overlay-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => overlayLoader(args)
export const action = (args: ActionFunctionArgs) => overlayAction(args)
