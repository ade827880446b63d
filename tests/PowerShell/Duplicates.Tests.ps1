# A message that the portal recognizes by its idempotency key is marked as a duplicate.

BeforeAll {
    . $PSScriptRoot/Common.ps1
    $portal = Start-TestPortal
    Connect-TestWebhook $portal
}

AfterAll {
    Reset-TestSession
    Stop-TestPortal $portal
}

Describe 'A message with an idempotency key' {
    It 'is a duplicate the second time, and a different text causes a warning' {
        $first = Send-B24BotMessage chat5 hello -IdempotencyKey one
        $again = Send-B24BotMessage chat5 hello -IdempotencyKey one -WarningVariable warning -WarningAction SilentlyContinue
        $again.MessageId | Should -Be $first.MessageId
        $again.IsDuplicate | Should -BeTrue
        $warning | Should -BeNullOrEmpty

        $other = Send-B24BotMessage chat5 'another text' -IdempotencyKey one -WarningVariable warning -WarningAction SilentlyContinue
        $other.MessageId | Should -Be $first.MessageId
        $other.IsDuplicate | Should -BeTrue
        "$warning" | Should -Match "already used for message $($first.MessageId) in chat5"
        @(Get-PortalMessage $portal chat5 | Where-Object text -Match 'hello|another').Count | Should -Be 1
    }

    It 'is new in another dialog and with another key, and is never a duplicate without a key' {
        @('chat5', '17' | ForEach-Object { Send-B24BotMessage $_ x -IdempotencyKey two } | ForEach-Object IsDuplicate) | Should -Be $null, $null
        (Send-B24BotMessage chat5 hello).IsDuplicate | Should -BeExactly $false
        (Send-B24BotMessage chat5 hello -System).IsDuplicate | Should -BeExactly $false
    }

    It 'is a duplicate in batches' {
        $rows = 1..3 | ForEach-Object { [pscustomobject]@{ DialogId = '17'; Message = "word $_"; IdempotencyKey = "batch $_" } }
        @($rows | Send-B24BotMessage -AsBatch | ForEach-Object IsDuplicate) | Should -Be $null, $null, $null
        $rows[1].Message = 'other words'
        $again = @($rows | Send-B24BotMessage -AsBatch -WarningVariable warning -WarningAction SilentlyContinue)
        $again.IsDuplicate | Should -Be $true, $true, $true
        @($warning).Count | Should -Be 1
        "$warning" | Should -Match "already used for message $($again[1].MessageId) in"
    }

    It 'is recognized in another process by an ID that is lower than the ID of an existing message' {
        $first = Send-B24BotMessage chat5 hello -IdempotencyKey elsewhere
        $null = Send-B24BotMessage chat5 'a later message'
        $child = Invoke-ChildPowerShell -Environment @{ BITRIX24_URI = $portal.webhookUri } -Command @'
            Connect-B24Webhook $env:BITRIX24_URI -BotId 456 -BotToken my_bot_token
            $null = Get-B24BotChat chat5
            "$((Send-B24BotMessage chat5 changed -IdempotencyKey elsewhere).IsDuplicate)"
            "[$((Send-B24BotMessage chat5 new -IdempotencyKey 'new key').IsDuplicate)]"
'@
        $child.ErrorText | Should -BeNullOrEmpty
        $child.Output -split '\r?\n' | Should -Be 'True', '[]'
        $first.IsDuplicate | Should -BeNullOrEmpty
    }
}
