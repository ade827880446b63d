# Tables keep their format with any names and texts. This file is ASCII: it creates other letters from their code points.

BeforeAll {
    . $PSScriptRoot/Common.ps1
    $portal = Start-TestPortal
    Connect-TestWebhook $portal

    function Get-Letter {
        param([int[]] $Code)
        -join ($Code | ForEach-Object { [char]::ConvertFromUtf32($_) })
    }

    $russian = Get-Letter 0x41E, 0x442, 0x434, 0x435, 0x43B, 0x20, 0x43F, 0x440, 0x43E, 0x434, 0x430, 0x436
    $emoji = Get-Letter 0x1F680, 0x1F469, 0x200D, 0x1F4BB, 0x2705
    $hebrew = Get-Letter 0x5E9, 0x5DC, 0x5D5, 0x5DD, 0x20, 0x5E2, 0x5D5, 0x5DC, 0x5DD
    $names = "$russian $emoji", "$hebrew ($russian)", ($russian * 12), "$emoji$hebrew"

    $wholeDate = '\d{4}-\d\d-\d\d \d\d:\d\d:\d\d [+-]\d\d:\d\d '

    function Get-TableLine {
        # Returns the table for a screen of 120 columns, without blank lines.
        param($InputObject)
        $text = $InputObject | Format-Table | Out-String -Width 120
        $text -split '\r?\n' | Where-Object { $_.Trim() } | ForEach-Object { $_ -replace '\x1b\[[\d;]*m' }
    }

    function Assert-Table {
        param($InputObject, [string[]] $Column)
        $lines = @(Get-TableLine $InputObject)
        $lines.Count | Should -Be (@($InputObject).Count + 2) -Because "each object is a line:`n$($lines -join "`n")"
        ($lines[0].Trim() -split '\s+') | Should -Be $Column
        foreach ($line in $lines) {
            $line.Length | Should -BeLessOrEqual 120
        }
    }
}

AfterAll {
    Stop-TestPortal $portal
}

Describe 'Tables' {
    It 'shows sessions' {
        foreach ($name in $names) {
            Connect-TestWebhook $portal -Option @{ Name = $name }
        }

        try {
            Assert-Table (Get-B24Session) IsCurrent, Name, Portal, Kind, BotId, ExpiresAt
        }
        finally {
            Reset-TestSession
            Connect-TestWebhook $portal
        }
    }

    It 'shows bots' {
        $number = 0
        $bots = foreach ($name in $names) {
            $number++
            Register-B24Bot -Code "view_$number" -DisplayName $name
        }

        Assert-Table $bots BotId, Code, Name, Type, EventMode
    }

    It 'shows chats' {
        $chats = foreach ($name in $names) {
            New-B24BotChat -Title $name | ForEach-Object { Get-B24BotChat $_.DialogId }
        }

        Assert-Table $chats DialogId, Name, Type, Role, OwnerId, UserCount
    }

    It 'shows profiles' {
        $old = $env:BITRIX24_IMBOT_PROFILES
        try {
            $null = New-TestProfileFolder $TestDrive
            Connect-TestWebhook $portal -Option @{ SaveProfile = 'nightly' }
            Assert-Table @(Get-B24Profile) Name, Portal, Kind, BotId, Account, SavedAt
            (Get-TableLine @(Get-B24Profile))[2] | Should -Match '\d{4}-\d\d-\d\d \d\d:\d\d [+-]\d\d:\d\d$'
        }
        finally {
            $env:BITRIX24_IMBOT_PROFILES = $old
        }
    }

    It 'shows audits' {
        $path = Join-Path $TestDrive 'view.audit.jsonl'
        $lines = foreach ($name in $names) {
            ConvertTo-Json -Compress @{ time = '2026-11-22T12:00:00.000Z'; kind = 'end'; user = 17; userName = $name; command = 'Get-Free'; line = "Get-Free '$name'`n-Second"; outcome = 'completedWithErrors' }
            ConvertTo-Json -Compress @{ time = '2026-11-22T12:00:00.000Z'; kind = 'refusal'; schedule = $name; command = 'Get-Free'; reason = 'limit' }
            ConvertTo-Json -Compress @{ time = '2026-11-22T12:00:00.000Z'; kind = 'approval'; user = 17; command = 'Get-Free'; decision = 'approved'; by = 23; byName = $name }
        }
        [System.IO.File]::WriteAllLines($path, [string[]] $lines)
        $entries = @(Get-B24BotAudit $path)
        Assert-Table $entries Time, Kind, User, Outcome, Line
        (Get-TableLine $entries)[2] | Should -Match $wholeDate
        ($entries[0] | Format-List | Out-String) | Should -Match 'Line\s+: Get-Free'
    }

    It 'shows users' {
        Assert-Table (Get-B24BotChatUser chat5) UserId, Name, WorkPosition, Type
        foreach ($name in $names) {
            $null = Invoke-PortalControl $portal POST users @{ firstName = $name; lastName = "two`nlines"; email = 'somebody@example.com' }
        }

        Assert-Table (Get-B24User) UserId, Name, Email, WorkPosition, IsActive
    }

    It 'shows messages and events with texts of many lines in one line each' {
        $texts = $names + "one`ntwo`r`nthree", ('long ' * 100), "`ttab"
        foreach ($text in $texts) {
            $null = Invoke-PortalControl $portal POST messages @{ userId = 17; dialogId = '456'; text = $text }
        }

        $events = Get-B24BotEvent | Where-Object { $_.Kind -eq 'Message' }
        Assert-Table $events EventId, Date, Kind, DialogId, User, What
        foreach ($line in @(Get-TableLine $events | Select-Object -Skip 2)) {
            $line | Should -Match $wholeDate
        }
    }

    It 'shows the message results of a supervisor bot' {
        $supervisor = Register-B24Bot -Code 'view_supervisor' -DisplayName 'Supervisor' -Type supervisor
        $chat = New-B24BotChat -Title 'Context' -BotId $supervisor.BotId
        $sent = @(($names + "one`ntwo") | Send-B24BotMessage -DialogId $chat.DialogId -BotId $supervisor.BotId)
        $context = Get-B24BotMessageContext $sent[2].MessageId -BotId $supervisor.BotId
        Assert-Table $context Messages, Users, HasPreviousPage, HasNextPage
        (Get-TableLine $context)[2] | Should -Match "^$($context.Messages.Count), #$($context.Messages[0].MessageId) to #$($context.Messages[-1].MessageId) "
        Assert-Table $context.Messages MessageId, DialogId, Date, AuthorId, Text
        (Get-TableLine $context.Messages)[2] | Should -Match $wholeDate
    }

    It 'shows the revisions of the portal' {
        Assert-Table (Get-B24ApiRevision) Rest, Web, Mobile, Desktop
    }

    It 'shows keyboards, and their buttons with their actions' {
        $buttons = @(
            $names | ForEach-Object { New-B24KeyboardButton $_ -Command deploy -CommandArgument staging }
            New-B24KeyboardButton -NewLine
            New-B24KeyboardButton 'Site' -Link "https://example.com/$('long/' * 40)"
            New-B24KeyboardButton 'Call' -Action CALL -Value '+100'
        )
        Assert-Table (New-B24Keyboard $buttons) Buttons
        Assert-Table $buttons Text, What, ColorToken, IsDisabled
        (Get-TableLine $buttons)[2] | Should -Match '/deploy staging'
        (Get-TableLine $buttons)[-1] | Should -Match '^Call +CALL \+100 *$'
    }

    It 'shows attachments, and their blocks with the visible content' {
        $blocks = @(
            $names | ForEach-Object { New-B24AttachmentBlock -Message "$_`nsecond line" }
            New-B24AttachmentBlock -Grid @{ Name = 'Disk'; Value = '90%' }, @{ Value = 'of C' }
            New-B24AttachmentBlock -Delimiter
        )
        Assert-Table $blocks Kind, What
        (Get-TableLine $blocks)[-2] | Should -Match '^GRID +Disk: 90%, of C *$'
        Assert-Table (New-B24Attachment $blocks) Blocks, ColorToken, Size, Description
    }

    It 'shows files' {
        $number = 0
        $files = foreach ($name in $names) {
            $number++
            $path = Join-Path $TestDrive "$number.txt"
            Set-Content -LiteralPath $path -Value $name -Encoding UTF8
            Send-B24BotFile chat5 -LiteralPath $path -Name "$name.txt"
        }

        Assert-Table $files FileId, Name, Type, Size, MessageId, Date
    }

    It 'shows sent messages and commands' {
        Assert-Table @($names | Send-B24BotMessage -DialogId chat5) MessageId, DialogId, BotId, IsDuplicate
        $number = 0
        foreach ($name in $names) {
            $number++
            $null = Register-B24BotCommand "view$number" -Title @{ en = "$name`nsecond line" }
        }

        Assert-Table @(Get-B24BotCommand | Where-Object { -not $_.IsBuiltIn }) CommandId, BotId, Command, Title, IsCommon
    }

    It 'shows the results of batch commands' {
        $result = Invoke-B24Batch @{ Method = 'server.time'; Key = 'now' }, @{ Method = 'imbot.v2.Bot.get'; Parameter = @{ botId = 99999 }; Key = 'bot' } -ErrorAction SilentlyContinue
        Assert-Table $result Key, Method, Result, Error
        "$($result[0])" | Should -BeExactly 'now server.time: done'
        "$($result[1])" | Should -BeExactly 'bot imbot.v2.Bot.get: BotNotFound'
    }

    It 'prevents texts of people from controlling the terminal' {
        $escape = [char] 27
        $text = "Hi ${escape}[31mRED${escape}]0;title$([char] 7)${escape}[2J$([char] 0x9B)1m$([char] 0x2028)$([char] 0x202E)$([char] 0x2067) end"
        $null = Invoke-PortalControl $portal POST messages @{ userId = 17; dialogId = '456'; text = $text }
        $event = Get-B24BotEvent | Where-Object { $_.Kind -eq 'Message' } | Select-Object -Last 1
        $event.Message.Text | Should -BeExactly $text
        $chat = New-B24BotChat -Title "Talk${escape}[2K$([char] 0x202E)" | ForEach-Object { Get-B24BotChat $_.DialogId }
        $objects = $event, $event.Message, $chat
        foreach ($shown in @($objects | ForEach-Object { $_ | Format-Table | Out-String; $_ | Format-List | Out-String; "$_" })) {
            # PowerShell's own colors are digits or semicolons followed by an m, around its own words.
            $shown -replace '\x1b\[(32;1m|0m|4m|24m|1m|22m|[\d;]*m)' | Should -Not -Match '[\x00-\x08\x0B\x0C\x0E-\x1F\x7F-\x9F]'
            $shown | Should -Not -Match '\x1b\[31mRED'
            $shown | Should -Not -Match '[\u2028\u202E\u2067]' -Because 'it would turn the rest of the line'
        }
    }

    It 'can be loaded a second time, from another folder, without an error' {
        $copy = Join-Path $TestDrive 'copy'
        $null = New-Item -Path $copy -ItemType Directory
        Copy-Item -LiteralPath $modulePath -Destination $copy
        Copy-Item -LiteralPath (Join-Path (Split-Path $modulePath) 'module') -Destination $copy -Recurse
        $outcome = Invoke-ChildPowerShell -Command "`$ErrorActionPreference = 'Stop'; Import-Module '$copy/Bitrix24.Imbot.psd1'; Import-Module '$modulePath' -Force; `$Error.Count"
        $outcome.ErrorText | Should -BeNullOrEmpty
        $outcome.Output | Should -Be '0'
    }

    It 'has no column that shows an unfiltered text' {
        # The types of properties whose text only this module writes, or whose ToString is safe.
        $harmless = 'Int32', 'Int64', 'Double', 'Boolean', 'DateTimeOffset', 'Uri', 'User', 'ErrorRecord', 'EventKind', 'AuthorizationKind', 'ProfileScope'
        $safe = 'PortalEvent.Summary', 'MessageContext.Summary', 'KeyboardButton.Summary', 'AttachmentBlock.Summary', 'AttachmentBlock.Kind'
        $assemblies = [AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { $_.GetName().Name -in 'Bitrix24.Imbot', 'Bitrix24.Imbot.Core' }
        $views = [xml] [System.IO.File]::ReadAllText((Join-Path (Split-Path $modulePath) 'module/Bitrix24.Imbot.Format.ps1xml'))
        $checked = 0
        $raw = foreach ($view in $views.SelectNodes('//View')) {
            $name = $view.ViewSelectedBy.TypeName
            $type = $assemblies | ForEach-Object { $_.GetType($name) } | Where-Object { $_ } | Select-Object -First 1
            $type | Should -Not -BeNullOrEmpty -Because $name
            foreach ($column in $view.SelectNodes('.//PropertyName')) {
                $property = $type.GetProperty($column.InnerText)
                $property | Should -Not -BeNullOrEmpty -Because "$name.$($column.InnerText)"
                $kind = $property.PropertyType
                if ($kind.IsGenericType) { $kind = $kind.GetGenericArguments()[0] }
                $checked++
                if ($kind.Name -notin $harmless -and "$($type.Name).$($property.Name)" -notin $safe -and -not $kind.FullName.StartsWith('Bitrix24.Imbot.Core.')) { "$($type.Name).$($property.Name): $kind" }
            }
        }

        $checked | Should -BeGreaterThan 80
        $raw | Should -BeNullOrEmpty
    }

    It 'removes control characters from slash commands, nested objects, errors, warnings, and details' {
        $evil = "x$([char] 27)[31mEVIL$([char] 0x9B)1m$([char] 0x202E)$([char] 8)`ry"
        $json = ConvertTo-Json -Compress -InputObject $evil
        $source = '{"event":"ONIMBOTV2COMMANDADD","data":{"bot":{"id":456,"code":T,"name":T},"command":{"id":1,"command":T,"params":T,"context":T},"dialogId":T,"language":T,"reaction":T,"context":{"a":T},' +
        '"chat":{"id":5,"dialogId":T,"name":T,"type":T,"role":T},"user":{"id":17,"name":T,"workPosition":T,"status":T,"phones":{"a":T},"type":T,"email":T},"message":{"id":1,"text":T,"params":{"a":T},"forward":{"a":T}}}}'
        $event = ConvertFrom-B24Event $source.Replace(':T', ":$json")
        $objects = @($event, $event.Message, $event.Chat, $event.User, $event.Bot, $event.Command)
        $null = Register-B24BotCommand view0 -Title @{ en = "Title $evil" }
        $objects += @(Get-B24BotCommand | Where-Object Command -EQ '/view0')
        $other = Get-Item $TestDrive
        $shown = foreach ($object in $objects) {
            "$object"
            $object | Out-String
            $object | Format-Table | Out-String
            $object | Format-List | Out-String
            $other, $object | Out-String
            $event.User, $object | Out-String
        }

        # Texts of portals in errors, and of people in names.
        $null = Add-PortalFault $portal Status server.time -Option @{ error = "CODE$evil"; status = 400 }
        $shown += Get-Failure { Invoke-B24Method server.time -ErrorAction Stop } | ForEach-Object { "$_"; $_ | Out-String; $_.Exception.PortalCode; $_.CategoryInfo.TargetName }
        $shown += Get-Failure { Get-B24BotChat "chat$evil" -ErrorAction Stop } | ForEach-Object { "$_"; $_ | Out-String; "$($_.CategoryInfo)" }

        # Warnings, and texts for debugging.
        Add-PortalPost $portal "bad $evil"
        $letters = Join-Path $TestDrive 'evil.jsonl'
        $shown += Start-B24Bot -MaxEvents 100 -Timeout 0.5 -DeadLetterPath $letters -WarningAction SilentlyContinue -WarningVariable told -OnEvent { throw $_.Message.Text } *>&1 | ForEach-Object { "$_" }
        $told.Count | Should -BeGreaterThan 0
        $shown += @($told | ForEach-Object { $_.Message })
        $DebugPreference = 'Continue'
        $shown += Send-B24BotMessage chat5 "debug $evil" -Debug 5>&1 4>&1 | ForEach-Object { if ($_ -isnot [Bitrix24.Imbot.Core.Messages.SentMessage]) { "$($_.Message)" } }
        $DebugPreference = 'SilentlyContinue'
        $shown += Start-B24Bot -WhatIf -OnEvent { } 6>&1 | ForEach-Object { "$_" }

        @($shown | Where-Object { $_ -match 'EVIL' }).Count | Should -BeGreaterThan 40
        foreach ($text in $shown) {
            # PowerShell's own colors are digits or semicolons followed by an m, and never only the number for red.
            $text | Should -Not -Match '\x1b\[31mEVIL'
            $plain = "$text" -replace '\x1b\[[\d;]*m' -replace '\r\n', "`n"
            $plain | Should -Not -Match '[\x00-\x08\x0B-\x1F\x7F-\x9F\u202E]'
        }
    }

    It 'also fit in a list of a few lines' {
        $path = Join-Path $TestDrive 'list.txt'
        Set-Content -LiteralPath $path -Value 'x'
        $null = Invoke-PortalControl $portal POST messages @{ userId = 17; dialogId = '456'; text = 'long ' * 100 }
        $event = Get-B24BotEvent | Where-Object { $_.Kind -eq 'Message' } | Select-Object -Last 1
        $objects = @(
            Get-B24BotChat chat5
            Get-B24BotChatUser chat5 | Select-Object -First 1
            Get-B24User 17
            Get-B24Bot | Select-Object -First 1
            Send-B24BotFile chat5 -LiteralPath $path
            $event
            $event.Message
            New-B24KeyboardButton 'x' -Link 'https://example.com'
            Get-B24Session
            Send-B24BotMessage chat5 'x'
            Get-B24ApiRevision
            Get-B24BotCommand | Select-Object -First 1
            $event.Message | Confirm-B24BotMessageRead
            Get-B24BotMessageContext $event
            Invoke-B24Batch @{ Method = 'server.time' }
            New-B24AttachmentBlock -Message 'x'
            New-B24AttachmentBlock -Message 'x' | New-B24Attachment
        )
        foreach ($object in $objects) {
            $lines = @(($object | Format-List | Out-String -Width 120) -split '\r?\n' | Where-Object { $_ })
            foreach ($line in $lines) {
                $line.Length | Should -BeLessOrEqual 120
            }

            @($lines | Where-Object { $_ -match '^\w+ +: ' }).Count | Should -BeIn (2..15) -Because $object.GetType().Name

            # A wrong property name would leave an empty line.
            foreach ($name in @($lines | ForEach-Object { if ($_ -match '^(\w+) +: ') { $Matches[1] } }) -ne 'What') {
                $object.PSObject.Properties[$name] | Should -Not -BeNullOrEmpty -Because "$($object.GetType().Name).$name"
            }
        }
    }
}

Describe 'ToString' {
    It 'is readable, and not a type name' {
        $chat = New-B24BotChat -Title 'Reports'
        $objects = @(
            Get-B24Session
            Get-B24Bot | Select-Object -First 1
            Get-B24BotChat $chat.DialogId
            Get-B24BotChatUser chat5 | Select-Object -First 1
            Send-B24BotMessage chat5 'x'
            Get-B24ApiRevision
            Get-B24BotCommand | Select-Object -First 1
            New-B24AttachmentBlock -Message 'x'
            New-B24AttachmentBlock -Grid @{ Name = 'Disk'; Value = '90%' }
            New-B24AttachmentBlock -Message 'x' | New-B24Attachment
            New-B24Keyboard (New-B24KeyboardButton 'x' -Link 'https://example.com')
            New-B24KeyboardButton 'x' -Link 'https://example.com'
            Invoke-B24Batch @{ Method = 'server.time' }
        )
        $null = Invoke-PortalControl $portal POST messages @{ userId = 17; dialogId = '456'; text = "many`nlines " + ('x' * 400) }
        $event = Get-B24BotEvent | Where-Object { $_.Kind -eq 'Message' } | Select-Object -Last 1
        foreach ($long in $event, $event.Message) {
            "$long" | Should -Match 'many lines x+.$'
            "$long".Length | Should -BeIn (100..201)
        }

        foreach ($object in $objects) {
            "$object" | Should -Not -Match '^Bitrix24\.|\{' -Because $object.GetType().Name
            "$object".Length | Should -BeLessThan 120
        }

        "$(Get-B24BotChat $chat.DialogId)" | Should -Match 'Reports'
        $place = ([uri] $portal.webhookUri).Authority
        "$(Connect-B24Webhook $portal.webhookUri -PassThru)" | Should -BeExactly "$place (webhook of user 1)"
        "$(Connect-B24Webhook $portal.webhookUri -Name night -BotId 456 -PassThru)" | Should -BeExactly "night: $place (webhook of user 1, bot 456)"
    }
}
