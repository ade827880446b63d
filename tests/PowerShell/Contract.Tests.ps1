# Calls every method of the catalog (tests/Facts/imbot-v2.json) with the module's cmdlets: each documented parameter goes to its documented place
# with its documented type, and nothing undocumented is sent. Every listed error code has its own ID, and Tab offers every enumeration.

BeforeDiscovery {
    $facts = ConvertFrom-Json -InputObject ([System.IO.File]::ReadAllText((Join-Path $PSScriptRoot '../Facts/imbot-v2.json')))
    $methods = @($facts.methods | ForEach-Object { @{ Method = $_.name; Facts = $_ } })
    $enums = @(
        @{ Line = 'Register-B24Bot x y -Type '; Values = $facts.enums.botTypes }
        @{ Line = 'Get-B24Bot -Type '; Values = $facts.enums.botTypes }
        @{ Line = 'Register-B24Bot x y -EventMode '; Values = $facts.enums.eventModes }
        @{ Line = 'Set-B24Bot 456 -EventMode '; Values = $facts.enums.eventModes }
        @{ Line = 'Register-B24Bot x y -BackgroundId '; Values = $facts.enums.backgrounds.id }
        @{ Line = 'Set-B24Bot 456 -BackgroundId '; Values = $facts.enums.backgrounds.id }
        @{ Line = 'Register-B24Bot x y -Color '; Values = $facts.enums.colors.code }
        @{ Line = 'Set-B24Bot 456 -Color '; Values = $facts.enums.colors.code }
        @{ Line = 'New-B24BotChat -Color '; Values = $facts.enums.colors.code }
        @{ Line = 'Set-B24BotChat chat5 -Color '; Values = $facts.enums.colors.code }
        @{ Line = 'Register-B24Bot x y -Gender '; Values = 'M', 'F' }
        @{ Line = 'Set-B24Bot 456 -Gender '; Values = 'M', 'F' }
        @{ Line = 'Add-B24BotReaction 1 -Reaction '; Values = $facts.enums.reactions }
        @{ Line = 'Remove-B24BotReaction 1 -Reaction '; Values = $facts.enums.reactions }
        @{
            Line = 'Send-B24BotInputAction chat5 -Status '
            Values = $facts.enums.inputActionStatuses.code | ForEach-Object { $_ -replace '^IMBOT_AGENT_ACTION_' -replace '_' }
        }
        @{ Line = 'Get-B24BotChatUser chat5 -SortBy '; Values = 'id', 'lastSendMessageId', 'userId' }
        @{ Line = 'New-B24KeyboardButton x -Action '; Values = @($facts.keyboard.button | Where-Object name -EQ ACTION).enum }
        @{ Line = 'New-B24KeyboardButton x -Display '; Values = @($facts.keyboard.button | Where-Object name -EQ DISPLAY).enum }
        @{ Line = 'New-B24KeyboardButton x -Context '; Values = @($facts.keyboard.button | Where-Object name -EQ CONTEXT).enum }
    ) | ForEach-Object { $_.Name = $_.Line.Trim() -replace '^(\S+).*(-\w+)$', '$1 $2'; $_ }
}

BeforeAll {
    . $PSScriptRoot/Common.ps1
    $portal = Start-TestPortal
    $picture = Join-Path $TestDrive picture.png
    [System.IO.File]::WriteAllBytes($picture, [Convert]::FromBase64String(
            'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=='))
    $file = Join-Path $TestDrive report.txt
    [System.IO.File]::WriteAllText($file, 'content')

    # No cmdlet sends these, each for a reason. Invoke-B24Method can send them.
    $left = @{
        'imbot.v2.Chat.add fields message' = 'only in the older documentation; a message is sent by itself'
    }

    # The calls that reach each parameter of a method.
    $calls = @{
        'imbot.v2.Revision.get' = { Get-B24ApiRevision }
        'imbot.v2.Bot.register' = {
            Register-B24Bot new New -BotToken another_token -Type supervisor -EventMode webhook -WebhookUri https://bots.example.com/new -LastName L `
                -WorkPosition W -Color mint -Gender F -AvatarPath $picture -Hidden -NoReactions -SupportOpenline -BackgroundId mint -WarningAction SilentlyContinue
        }
        'imbot.v2.Bot.update' = {
            Set-B24Bot 456 -DisplayName N -LastName L -WorkPosition W -Color mint -Gender F -AvatarPath $picture -Hidden $true -NoReactions $true `
                -SupportOpenline $true -BackgroundId mint -EventMode webhook -WebhookUri https://bots.example.com/new -NewBotToken another_token
        }
        'imbot.v2.Bot.get' = { Get-B24Bot 456; Get-B24Bot -Code docs_bot }
        'imbot.v2.Bot.list' = { Get-B24Bot -Type bot -First 5; 1..51 | ForEach-Object { Register-B24Bot "bot$_" x }; Get-B24Bot }
        'imbot.v2.Bot.unregister' = { Unregister-B24Bot 456 -Confirm:$false }
        'imbot.v2.Chat.add' = { New-B24BotChat T -Description D -Color mint -AvatarPath $picture -UserId 17, 23 -OwnerId 17 -Open }
        'imbot.v2.Chat.get' = { Get-B24BotChat chat5 }
        'imbot.v2.Chat.update' = { New-B24BotChat T | Set-B24BotChat -Title U -Description D -Color mint -AvatarPath $picture }
        'imbot.v2.Chat.setOwner' = { New-B24BotChat T -UserId 17 | Set-B24BotChat -OwnerId 17 }
        'imbot.v2.Chat.leave' = { Exit-B24BotChat chat5 -Confirm:$false }
        'imbot.v2.Chat.User.add' = { New-B24BotChat T | Add-B24BotChatUser -UserId 17, 23 }
        'imbot.v2.Chat.User.delete' = { $chat = New-B24BotChat T -UserId 17; Remove-B24BotChatUser $chat -UserId 17 -Confirm:$false }
        'imbot.v2.Chat.User.list' = { Get-B24BotChatUser chat5 -First 10 -SortBy userId -Descending }
        'imbot.v2.Chat.Manager.add' = { $chat = New-B24BotChat T -UserId 17; Add-B24BotChatManager $chat -UserId 17 }
        'imbot.v2.Chat.Manager.delete' = { $chat = New-B24BotChat T -UserId 17; Remove-B24BotChatManager $chat -UserId 17 -Confirm:$false }
        'imbot.v2.Chat.Message.send' = {
            $attachment = New-B24Attachment (New-B24AttachmentBlock 'text')
            $keyboard = New-B24Keyboard (New-B24KeyboardButton Go -Link https://example.com)
            $first = Send-B24BotMessage chat5 'first'
            Send-B24BotMessage chat5 'text' -Attachment $attachment -Keyboard $keyboard -ReplyTo $first.MessageId -NoUrlPreview -SkipConnector -SilentConnector
            Send-B24BotMessage chat5 'text' -System
            Send-B24BotMessage 17 -ForwardMessageId $first.MessageId
        }
        'imbot.v2.Chat.Message.update' = {
            $message = Send-B24BotMessage chat5 'text'
            $attachment = New-B24Attachment (New-B24AttachmentBlock 'text')
            $message | Set-B24BotMessage -Message new -Attachment $attachment -Keyboard (New-B24Keyboard (New-B24KeyboardButton Go -Link https://example.com)) -NoUrlPreview
            $message | Set-B24BotMessage -RemoveKeyboard
        }
        'imbot.v2.Chat.Message.delete' = { Send-B24BotMessage chat5 'text' | Remove-B24BotMessage -Complete -Force }
        'imbot.v2.Chat.Message.read' = { $message = Send-B24BotMessage chat5 'text'; Confirm-B24BotMessageRead chat5 -MessageId $message.MessageId }
        'imbot.v2.Chat.Message.get' = { $bot = Register-B24Bot w W -Type supervisor; Send-B24BotMessage 17 x -BotId $bot.BotId | Get-B24BotMessage }
        'imbot.v2.Chat.Message.getContext' = {
            $bot = Register-B24Bot w W -Type supervisor; Send-B24BotMessage 17 x -BotId $bot.BotId | Get-B24BotMessageContext -Range 5
        }
        'imbot.v2.Chat.Message.Reaction.add' = { Send-B24BotMessage chat5 'text' | Add-B24BotReaction -Reaction like }
        'imbot.v2.Chat.Message.Reaction.delete' = {
            $message = Send-B24BotMessage chat5 'text'; $message | Add-B24BotReaction -Reaction like; $message | Remove-B24BotReaction -Reaction like
        }
        'imbot.v2.Chat.InputAction.notify' = { Send-B24BotInputAction chat5 -Status SEARCHING -Duration 5 }
        'imbot.v2.Chat.TextField.enabled' = { Disable-B24BotTextField chat5; Enable-B24BotTextField chat5 }
        'imbot.v2.Command.register' = { Register-B24BotCommand ping -Title @{ en = 'P' } -CommandParameter @{ en = 'x' } -Common -Hidden -ExtranetSupport }
        'imbot.v2.Command.update' = {
            Register-B24BotCommand ping P | Set-B24BotCommand -Command pong -Title @{ en = 'Q' } -CommandParameter @{ en = 'y' } -Common $true -Hidden $true -ExtranetSupport $true
        }
        'imbot.v2.Command.list' = { Get-B24BotCommand }
        'imbot.v2.Command.unregister' = { Register-B24BotCommand ping P | Unregister-B24BotCommand -Confirm:$false }
        'imbot.v2.Command.answer' = {
            $command = Register-B24BotCommand ping P
            $call = Send-B24BotMessage 17 '/ping'
            Send-B24BotCommandAnswer 'text' -CommandId $command.CommandId -MessageId $call.MessageId -DialogId 17 -System -NoUrlPreview `
                -Attachment (New-B24Attachment (New-B24AttachmentBlock 'text')) -Keyboard (New-B24Keyboard (New-B24KeyboardButton Go -Link https://example.com))
        }
        'imbot.v2.Event.get' = { Register-B24UserEvent; Get-B24BotEvent -Offset 1 -First 5 -IncludeUserEvents }
        'imbot.v2.File.upload' = { Send-B24BotFile chat5 $file -Message 'text' }
        'imbot.v2.File.download' = { Send-B24BotFile chat5 $file | Save-B24BotFile -Destination (Join-Path $TestDrive a) -Force }
        'im.v2.Event.subscribe' = { Register-B24UserEvent }
        'im.v2.Event.unsubscribe' = { Unregister-B24UserEvent }
        'im.v2.Event.get' = { Get-B24UserEvent -Offset 1 -First 5 }
        'im.v2.File.upload' = { Send-B24UserFile chat5 $file -Message 'text' }
        'im.v2.File.download' = { Send-B24UserFile chat5 $file | Save-B24UserFile -Destination (Join-Path $TestDrive b) -Force }
        'im.v2.Chat.Bot.sendContext' = { Send-B24BotContext @{ order = 15 } }
    }

    function Get-Place {
        # The object in a request's body that contains parameters of this place.
        param($Body, [string] $Place)
        if ($Place -eq 'root') {
            return $Body
        }

        foreach ($name in $Place.Split('.')) {
            $Body = if ($null -ne $Body) { $Body.$name }
        }

        $Body
    }

    function Test-Type {
        param($Value, [string] $Type)
        switch -Regex ($Type) {
            '^integer\[\]$' { return $Value -is [array] -and @($Value | Where-Object { $_ -isnot [int] -and $_ -isnot [long] }).Count -eq 0 }
            'array|object' { return $Value -is [array] -or $Value -is [System.Management.Automation.PSCustomObject] -or ($Type -match 'string' -and $Value -is [string]) }
            '^integer$' { return $Value -is [int] -or $Value -is [long] }
            '^boolean$' { return $Value -is [bool] }
            '^(string|file)$' { return $Value -is [string] }
        }

        throw "The catalogue has a new type: $Type"
    }
}

AfterAll {
    Reset-TestSession
    Stop-TestPortal $portal
}

Describe 'Parameters' {
    It '<Method>' -ForEach $methods {
        Reset-TestConnection $portal
        $calls.ContainsKey($Method) | Should -BeTrue -Because 'each method needs a cmdlet'
        $null = . $calls[$Method]
        $bodies = @(Get-PortalRequest $portal $Method | ForEach-Object { $_.Json })
        $bodies.Count | Should -BeGreaterThan 0

        $missing = @(
            foreach ($parameter in $Facts.parameters) {
                $name = "$Method $($parameter.in) $($parameter.name)"
                $values = @(
                    foreach ($body in $bodies) {
                        $place = Get-Place $body $parameter.in
                        if ($null -ne $place -and $place.PSObject.Properties[$parameter.name]) {
                            , $place.($parameter.name)
                        }
                    }
                )
                $values = @($values | Where-Object { $null -ne $_ })
                if ($values.Count -eq 0) {
                    if (-not $left.ContainsKey($name)) { "$name is not sent" }
                }
                elseif ($left.ContainsKey($name)) {
                    "$name is sent after all"
                }
            }
        )
        $missing | Should -BeNullOrEmpty

        $wrong = @(
            foreach ($body in $bodies) {
                foreach ($parameter in $Facts.parameters) {
                    $place = Get-Place $body $parameter.in
                    if ($null -ne $place -and $place.PSObject.Properties[$parameter.name]) {
                        $value = $place.($parameter.name)
                        if ($null -ne $value -and -not (Test-Type $value $parameter.type)) {
                            "$($parameter.in) $($parameter.name) is no $($parameter.type): $(ConvertTo-Json $value -Compress)"
                        }
                    }
                    elseif ($parameter.required -and $parameter.in -eq 'root') {
                        "$($parameter.name) is required and missing"
                    }
                }

                foreach ($place in @($Facts.parameters.in) + 'root' | Sort-Object -Unique) {
                    $known = @($Facts.parameters | Where-Object in -EQ $place | ForEach-Object { $_.name })
                    $known += @($Facts.parameters | ForEach-Object { $_.in } | Where-Object { $_ -ne 'root' -and ($_ -replace '\.?[^.]+$') -eq ($place -replace '^root$') } |
                        ForEach-Object { $_ -replace '^.*\.' })
                    $object = Get-Place $body $place
                    if ($null -ne $object) {
                        foreach ($property in $object.PSObject.Properties.Name) {
                            if ($known -notcontains $property) { "$place $property is not documented" }
                        }
                    }
                }
            }
        )
        $wrong | Should -BeNullOrEmpty
    }
}

Describe 'Methods outside the chat-bot interface' {
    It '<Method> gets only documented parameters' -ForEach @(
        @{ Method = 'user.get'; Root = 'FILTER', 'SORT', 'ORDER', 'start'; Filter = 'ID', 'EMAIL', 'UF_DEPARTMENT', 'ACTIVE' }
        @{ Method = 'user.search'; Root = 'FILTER', 'SORT', 'ORDER', 'start'; Filter = 'FIND', 'UF_DEPARTMENT' }
        @{ Method = 'department.get'; Root = 'ID', 'NAME', 'PARENT', 'UF_HEAD', 'start'; Filter = @() }
        @{ Method = 'im.notify.personal.add'; Root = 'USER_ID', 'MESSAGE', 'MESSAGE_OUT', 'TAG', 'SUB_TAG', 'ATTACH'; Filter = @() }
        @{ Method = 'im.notify.system.add'; Root = 'USER_ID', 'MESSAGE', 'MESSAGE_OUT', 'TAG', 'SUB_TAG', 'ATTACH'; Filter = @() }
        @{ Method = 'scope'; Root = 'full'; Filter = @() }
    ) {
        Reset-TestConnection $portal
        $callsBeside = @{
            'user.get' = { Get-B24User 17; Get-B24User -Email anna@example.com; Get-B24User -Department 7 }
            'user.search' = { Get-B24User -Name anna -Department 1 }
            'department.get' = { Get-B24User -Department Engineering; Get-B24User -Department 7 }
            'im.notify.personal.add' = { Send-B24Notification 17 'text' -Tag t }
            'im.notify.system.add' = { Send-B24Notification 17 'text' -Tag t -System }
            'scope' = { Get-B24Permission; Get-B24Permission -All }
        }
        $null = . $callsBeside[$Method]
        $bodies = @(Get-PortalRequest $portal $Method | ForEach-Object { $_.Json })
        $bodies.Count | Should -BeGreaterThan 0
        @($bodies | ForEach-Object { $_.PSObject.Properties.Name } | Where-Object { $_ -cnotin $Root }) | Should -BeNullOrEmpty
        @($bodies | ForEach-Object { $_.FILTER } | ForEach-Object { $_.PSObject.Properties.Name } | Where-Object { $_ -and $_ -cnotin $Filter }) | Should -BeNullOrEmpty
    }
}

Describe 'Error codes' {
    BeforeAll {
        Reset-TestConnection $portal
    }

    It 'all have their own IDs and advice, except codes that confirm the wanted state' {
        $proof = 'REACTION_ALREADY_SET'
        $facts = ConvertFrom-Json -InputObject ([System.IO.File]::ReadAllText((Join-Path $PSScriptRoot '../Facts/imbot-v2.json')))
        $listed = @(
            foreach ($method in $facts.methods) { foreach ($code in $method.errors.code) { @{ Code = $code; Method = $method.name } } }
            foreach ($code in $facts.systemErrors.code) { @{ Code = $code; Method = 'imbot.v2.Bot.list' } }
        )
        $listed.Count | Should -BeGreaterThan 200

        # Each code once, with the last method that lists it.
        $byCode = @{}
        foreach ($item in $listed) { $byCode[$item.Code] = $item.Method }

        # Last, because the client calls more slowly after a limit.
        $limits = 'OPERATION_TIME_LIMIT', 'QUERY_LIMIT_EXCEEDED'
        $wrong = @(
            foreach ($code in @($byCode.Keys -notmatch ($limits -join '|')) + $limits) {
                Add-PortalFault $portal Status $byCode[$code] -Option @{ status = 400; error = $code }
                $problem = $null
                $null = Invoke-B24Method $byCode[$code] -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable problem
                if ($code -in $proof) {
                    if ($problem) { "$code is an error: $($problem[0])" }
                    continue
                }

                $id = if ($problem.Count -eq 1) { Get-ErrorId $problem[0] }
                if (-not $id -or $id -in 'PortalRefused', 'AnswerUnexpected' -or $problem[0].Exception.PortalCode -cne $code -or
                    $problem[0].ErrorDetails.RecommendedAction -notmatch '\w.*\.$' -or "$($problem[0].CategoryInfo.Category)" -eq 'NotSpecified') {
                    "$code of $($byCode[$code]): $id"
                }
            }
        )
        $wrong | Should -BeNullOrEmpty
    }
}

Describe 'Enumerations' {
    It 'are offered by Tab: <Name>' -ForEach $enums {
        $offered = @([System.Management.Automation.CommandCompletion]::CompleteInput($Line, $Line.Length, $null).CompletionMatches | ForEach-Object { $_.CompletionText })
        $Values.Count | Should -BeGreaterThan 1
        @($Values | Where-Object { $offered -notcontains $_ }) | Should -BeNullOrEmpty
    }

    It 'are checked before anything is sent if the portal would not report a wrong value' {
        Reset-TestConnection $portal
        $lines = @(
            'Register-B24Bot x y -Type', 'Register-B24Bot x y -EventMode', 'Register-B24Bot x y -BackgroundId', 'Register-B24Bot x y -Color',
            'Set-B24Bot 456 -EventMode', 'Set-B24Bot 456 -BackgroundId', 'Set-B24Bot 456 -Color', 'New-B24BotChat -Color', 'Set-B24BotChat chat5 -Color',
            'Add-B24BotReaction 1 -Reaction', 'Remove-B24BotReaction 1 -Reaction', 'Send-B24BotInputAction chat5 -Status', 'Get-B24BotChatUser chat5 -SortBy'
        )
        foreach ($line in $lines) {
            (Get-Failure ([scriptblock]::Create("`$ErrorActionPreference = 'Stop'; $line nonsense"))).ToString() | Should -Match 'nonsense'
        }

        @(Get-PortalRequest $portal).Count | Should -Be 0
    }
}
