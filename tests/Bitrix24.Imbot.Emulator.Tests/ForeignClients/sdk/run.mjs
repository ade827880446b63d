// Runs Bitrix24's own SDK against the portal that standard input describes, and writes what came back.
import { readFileSync } from 'node:fs'
import { B24Hook, B24OAuth } from '@bitrix24/b24jssdk'

const portal = JSON.parse(readFileSync(0, 'utf8'))
const options = { restrictionParams: { maxRetries: 1, rateLimit: { burstLimit: 250, drainRate: 50, adaptiveEnabled: false } } }

/** The answer, or the portal's code of an error. */
async function outcome(promise) {
  try {
    const answer = await promise
    return answer.isSuccess
      ? { result: answer.getData().result ?? answer.getData() }
      : { errors: [...answer.errors.values()].map(error => error.code ?? error.message) }
  } catch (error) {
    return { error: error.code ?? String(error), description: String(error.message) }
  }
}

const hook = B24Hook.fromWebhookUrl(portal.webhookUri, options)
const calls = []
for (const { method, params } of portal.calls) {
  calls.push({ method, ...await outcome(hook.actions.v2.call.make({ method, params })) })
}

const batch = await outcome(hook.actions.v2.batch.make({ calls: portal.batch, options: { isHaltOnError: false } }))
const errors = []
for (const { method, params } of portal.refused) {
  errors.push(await outcome(hook.actions.v2.call.make({ method, params })))
}

// The access token is expired in the SDK's own account, so that it refreshes before the first call.
const refreshed = []
const oauth = new B24OAuth(portal.oauth, portal.application, options)
oauth.setCallbackRefreshAuth(async ({ authData }) => { refreshed.push(authData.access_token) })
const profile = await outcome(oauth.actions.v2.call.make({ method: 'profile' }))

// Here the portal says that it is expired.
await fetch(portal.expireUri, { method: 'POST' })
const afterRefusal = await outcome(oauth.actions.v2.call.make({ method: 'profile' }))

process.stdout.write(JSON.stringify({ calls, batch, errors, profile, afterRefusal, refreshed }))
