// The official JavaScript SDK as a peer: node javascript-sdk.mjs FOLDER ADDRESS COUNT one|batch DIALOGS. Its own limits are switched off, as ours are.
import { pathToFileURL } from 'node:url'
import { join } from 'node:path'
import { randomUUID } from 'node:crypto'

const [folder, address, countText, how, dialogText] = process.argv.slice(2)
const { B24Hook } = await import(pathToFileURL(join(folder, 'node_modules/@bitrix24/b24jssdk/dist/esm/index.mjs')))
const url = new URL(address)
const [, , userId, secret] = url.pathname.split('/')
const b24 = new B24Hook(
  { b24Url: url.origin, userId: Number(userId), secret },
  {
    restrictionParams: {
      rateLimit: { burstLimit: 1e9, drainRate: 1e9, adaptiveEnabled: false },
      operatingLimit: { windowMs: 600000, limitMs: 480000, heavyPercent: 100 },
      adaptiveConfig: { enabled: false, thresholdPercent: 100, coefficient: 0.001, maxDelay: 0 },
      maxRetries: 1, retryDelay: 1, retryOnNetworkError: true
    }
  })
b24.offClientSideWarning()

// The SDK calls only https addresses. The target takes the protocol of the portal, because a part of the comparison uses plain http.
const targets = b24.getTargetOriginWithPath()
for (const [version, target] of targets) targets.set(version, target.replace('https:', url.protocol))

const method = 'imbot.v2.Chat.Message.send'
const dialogs = dialogText ? dialogText.split(',') : ['chat5']
const message = number => ({
  botId: 456, botToken: 'my_bot_token', dialogId: dialogs[number % dialogs.length],
  fields: { message: `message ${number}`, templateId: randomUUID() }
})

async function oneByOne(count) {
  for (let number = 0; number < count; number++) {
    const answer = await b24.actions.v2.call.make({ method, params: message(number) })
    if (!answer.isSuccess) throw new Error(answer.getErrorMessages().join('; '))
  }
}

async function inBatches(count) {
  for (let start = 0; start < count; start += 50) {
    const calls = Array.from({ length: Math.min(50, count - start) }, (_, index) => ({ method, params: message(start + index) }))
    const answer = await b24.actions.v2.batch.make({ calls, options: { isHaltOnError: false } })
    if (!answer.isSuccess) throw new Error(answer.getErrorMessages().join('; '))
  }
}

async function timed(work) {
  const cpu = process.cpuUsage()
  const start = performance.now()
  await work()
  const used = process.cpuUsage(cpu)
  return { milliseconds: performance.now() - start, cpu: (used.user + used.system) / 1000 }
}

// As with the other peers, "warm" is measured after ten times the work, and "young" soon after the start. Batches mostly wait for the portal: five times do.
const warmUp = how === 'batch' ? 5 : 10
const count = Number(countText)
const send = how === 'batch' ? inBatches : oneByOne
await send(200)
const young = await timed(() => send(count))
for (let round = 1; round < warmUp; round++) await send(count)
const warm = await timed(() => send(count))
console.log(JSON.stringify({ ...warm, young: young.milliseconds }))
