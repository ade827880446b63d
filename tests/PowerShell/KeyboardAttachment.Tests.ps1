# Keyboards, attachments, long texts and texts of other programs, and edits of messages.

BeforeAll {
    . $PSScriptRoot/Common.ps1
    $portal = Start-TestPortal
    $send = 'imbot.v2.Chat.Message.send'
    $update = 'imbot.v2.Chat.Message.update'
    $guard = [string][char]0x200B

    function Get-SentField {
        # Returns the fields of a request, each as JSON text.
        param([int] $Index = 0, [string] $Method = $send)
        @(Get-PortalRequest $portal $Method)[$Index].Json.fields
    }

    function New-TestKeyboard {
        New-B24Keyboard (New-B24KeyboardButton Site -Link https://example.com)
    }

    function New-TestAttachment {
        New-B24AttachmentBlock 'in the attachment' | New-B24Attachment
    }
}

AfterAll {
    Stop-TestPortal $portal
}

Describe 'Keyboards and attachments' {
    BeforeEach {
        Reset-TestPortal $portal
        Reset-TestSession
        Connect-B24Webhook $portal.webhookUri -BotId 456 -BotToken my_bot_token -RequestRate Unlimited -MaximumRetryCount 0
    }

    AfterEach {
        Reset-TestSession
    }

    Context 'New-B24Keyboard' {
        It 'has the buttons with their properties' {
            $keyboard = New-B24Keyboard @(
                New-B24KeyboardButton Details -Command /status -CommandParameter full -Block -ColorToken primary
                New-B24KeyboardButton -NewLine
                New-B24KeyboardButton Board -Link https://board.example.com/ -Display Line
            )
            $null = Send-B24BotMessage chat5 text -Keyboard $keyboard
            $command, $line, $link = (Get-PortalMessage $portal).params.KEYBOARD
            $command.TEXT, $command.COMMAND, $command.COMMAND_PARAMS, $command.BLOCK, $command.BG_COLOR_TOKEN | Should -Be 'Details', 'status', 'full', 'Y', 'primary'
            $line.TYPE | Should -BeExactly 'NEWLINE'
            $link.TEXT, $link.LINK, $link.DISPLAY | Should -Be 'Board', 'https://board.example.com/', 'LINE'
        }

        It 'counts the size that the portal stores, with the ID of the bot in each button' {
            $buttons = 1..360 | ForEach-Object { New-B24KeyboardButton A -Link https://e.com }
            Get-ErrorId (Get-Failure { New-B24Keyboard $buttons }) | Should -BeExactly 'KeyboardTooLarge'
            # Fits for a bot with a one-digit ID, and not for bot 456.
            $keyboard = New-B24Keyboard $buttons[0..346]
            Get-ErrorId (Get-Failure { Send-B24BotMessage chat5 text -Keyboard $keyboard -ErrorAction Stop }) | Should -BeExactly 'KeyboardTooLarge'
            @(Get-PortalRequest $portal $send).Count | Should -Be 0
            (Send-B24BotMessage chat5 text -Keyboard (New-B24Keyboard $buttons[0..339])).MessageId | Should -BeGreaterThan 0
        }

        It 'accepts buttons from the pipeline, in order' {
            $keyboard = 'Put', 'Send', 'Copy' | ForEach-Object { New-B24KeyboardButton $_ -Action $_ -Value text } | New-B24Keyboard
            $keyboard.Buttons.Text | Should -Be @('Put', 'Send', 'Copy')
            $null = Send-B24BotMessage chat5 text -Keyboard $keyboard
            (Get-SentField).keyboard.BUTTONS.ACTION | Should -BeExactly @('PUT', 'SEND', 'COPY')
        }

        It 'names the sending bot, and no other bot' {
            $keyboard = New-TestKeyboard
            $other = Register-B24Bot other Other
            Invoke-PortalControl $portal POST chats/chat5/users @{ userId = $other.BotId }
            $null = Send-B24BotMessage chat5 text -Keyboard $keyboard -BotId $other.BotId
            (Get-SentField).keyboard.BOT_ID | Should -Be $other.BotId
        }

        It 'refuses the argument 0, which the portal would send as empty text' {
            $problem = Get-Failure { New-B24KeyboardButton First -Command page -CommandArgument 0 -ErrorAction Stop }
            Get-ErrorId $problem | Should -BeExactly 'ButtonArgumentLost'
            (New-B24KeyboardButton First -Command page -CommandArgument 1).CommandParameter | Should -BeExactly '1'
        }

        It 'needs a button' {
            Get-ErrorId (Get-Failure { New-B24KeyboardButton -NewLine | New-B24Keyboard }) | Should -BeExactly 'KeyboardEmpty'
        }

        It 'cannot be sent without a text or an attachment' {
            Send-B24BotMessage chat5 '' -Keyboard (New-TestKeyboard) -ErrorAction SilentlyContinue -ErrorVariable problem
            Get-ErrorId $problem[0] | Should -BeExactly 'MessageEmpty'
            @(Get-PortalRequest $portal).Count | Should -Be 0
        }
    }

    Context 'New-B24KeyboardButton' {
        It 'refuses <Id>: <Option>' -ForEach @(
            @{ Id = 'ButtonTextMissing'; Option = @{ Text = ' '; Link = '/' } }
            @{ Id = 'LinkInvalid'; Option = @{ Text = 'x'; Link = 'example.com' } }
        ) {
            $button = New-B24KeyboardButton @Option -ErrorAction SilentlyContinue -ErrorVariable problem
            $button | Should -BeNullOrEmpty
            Get-ErrorId $problem[0] | Should -BeExactly $Id
            $problem[0].CategoryInfo.Category | Should -Be 'InvalidArgument'
            $problem[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        }

        It 'accepts only one action' {
            { New-B24KeyboardButton x -Link / -Command help } | Should -Throw -ErrorId 'AmbiguousParameterSet*'
        }
    }

    Context 'New-B24Attachment' {
        It 'has blocks of all kinds with their properties' {
            $attachment = New-B24Attachment -ColorToken secondary -Description short @(
                New-B24AttachmentBlock 'Nightly run [b]42[/b]'
                New-B24AttachmentBlock -Row ([ordered]@{ Passed = 118; Failed = 0 })
                New-B24AttachmentBlock -Grid @{ Name = 'State'; Value = 'red'; ColorToken = 'alert'; UserId = 17 } -Display Block
                New-B24AttachmentBlock -Delimiter -Size 160 -Color '#c0c0c0'
                New-B24AttachmentBlock -Link https://ci.example.com/42 -Name Log
                New-B24AttachmentBlock -User Ann -UserId 17 -AvatarType User
                New-B24AttachmentBlock -Image https://example.com/i.png -Width 100
                New-B24AttachmentBlock -File /log.txt -Name log.txt -Size 1024
            )
            $null = Send-B24BotMessage chat5 text -Attachment $attachment
            $stored = (Get-PortalMessage $portal).params.ATTACH[0]
            $stored.COLOR_TOKEN, $stored.DESCRIPTION | Should -Be 'secondary', 'short'
            $message, $row, $grid, $delimiter, $link, $user, $image, $file = $stored.BLOCKS
            $message.MESSAGE | Should -BeExactly 'Nightly run [b]42[/b]'
            $row.GRID.NAME + $row.GRID.VALUE + $row.GRID.DISPLAY | Should -Be 'Passed', 'Failed', '118', '0', 'ROW', 'ROW'
            $cell = $grid.GRID[0]
            $cell.NAME, $cell.VALUE, $cell.COLOR_TOKEN, $cell.USER_ID, $cell.DISPLAY | Should -Be 'State', 'red', 'alert', 17, 'BLOCK'
            $delimiter.DELIMITER.SIZE, $delimiter.DELIMITER.COLOR | Should -Be 160, '#c0c0c0'
            $link.LINK[0].LINK, $link.LINK[0].NAME | Should -Be 'https://ci.example.com/42', 'Log'
            $user.USER[0].NAME, $user.USER[0].USER_ID, $user.USER[0].AVATAR_TYPE | Should -Be 'Ann', 17, 'USER'
            $image.IMAGE[0].LINK, $image.IMAGE[0].WIDTH | Should -Be 'https://example.com/i.png', 100
            $file.FILE[0].LINK, $file.FILE[0].NAME, $file.FILE[0].SIZE | Should -Be '/log.txt', 'log.txt', 1024
        }

        It 'has blocks and rows from generic dictionaries, and so does a keyboard' {
            $row = [System.Collections.Generic.Dictionary[string, object]]::new()
            $row['Name'] = 'State'
            $row['Value'] = 'red'
            $block = [System.Collections.Generic.Dictionary[string, object]]::new()
            $block['GRID'] = @($row)
            $button = [System.Collections.Generic.Dictionary[string, object]]::new()
            $button['TEXT'] = 'Details'
            $button['COMMAND'] = 'status'
            $attachment = New-B24Attachment $block, (New-B24AttachmentBlock -Grid $row)
            $null = Send-B24BotMessage chat5 text -Attachment $attachment -Keyboard (New-B24Keyboard $button)
            $stored = (Get-PortalMessage $portal).params
            $stored.ATTACH[0].BLOCKS.GRID.NAME | Should -Be @('State', 'State')
            $stored.ATTACH[0].BLOCKS.GRID.VALUE | Should -Be @('red', 'red')
            $stored.KEYBOARD[0].TEXT, $stored.KEYBOARD[0].COMMAND | Should -Be 'Details', 'status'
        }

        It 'can be sent without a text' {
            $sent = Send-B24BotMessage chat5 -Attachment (New-TestAttachment)
            $sent.MessageId | Should -BeGreaterThan 0
            (Get-SentField).PSObject.Properties.Name | Should -Not -Contain 'message'
        }

        It 'is accepted from the pipeline, together with a text' {
            $null = New-TestAttachment | Send-B24BotMessage chat5 'text'
            $null = New-TestAttachment | Send-B24BotMessage chat5
            (Get-SentField 0).message | Should -BeExactly 'text'
            (Get-SentField 0).attach.BLOCKS.MESSAGE | Should -BeExactly 'in the attachment'
            (Get-SentField 1).attach.BLOCKS.MESSAGE | Should -BeExactly 'in the attachment'
        }

        It 'causes a warning when it is null' {
            $attachment = $null
            $problem = Get-Failure { Send-B24BotMessage chat5 'text' -Attachment $attachment }
            Get-ErrorId $problem | Should -BeExactly 'AttachmentEmpty'
            @(Get-PortalRequest $portal).Count | Should -Be 0
        }

        It 'is an error without a text and an attachment, and no prompt' {
            Send-B24BotMessage chat5 -ErrorAction SilentlyContinue -ErrorVariable problem
            Get-ErrorId $problem[0] | Should -BeExactly 'MessageEmpty'
        }

        It 'is sent with each text of a pipeline' {
            $null = 'one', 'two' | Send-B24BotMessage chat5 -Attachment (New-TestAttachment) -Keyboard (New-TestKeyboard)
            @(Get-PortalRequest $portal $send).Count | Should -Be 2
            (Get-SentField 1).message | Should -BeExactly 'two'
            (Get-SentField 1).attach | Should -Not -BeNullOrEmpty
        }

        It 'cannot be too large' {
            $problem = Get-Failure { New-B24AttachmentBlock ('x' * 60000) | New-B24Attachment }
            Get-ErrorId $problem | Should -BeExactly 'AttachmentTooLarge'
        }

        It 'refuses a block that the portal would ignore: <Id>' -ForEach @(
            @{ Id = 'LinkInvalid'; Option = @{ Image = 'C:\picture.png' } }
            @{ Id = 'AttachmentBlockInvalid'; Option = @{ Row = @{} } }
            @{ Id = 'AttachmentBlockInvalid'; Option = @{ Grid = @{ Name = 'x'; Colour = 'red' } } }
            @{ Id = 'AttachmentBlockInvalid'; Option = @{ Grid = @{ Name = 'x'; Width = 'wide' } } }
        ) {
            $block = New-B24AttachmentBlock @Option -ErrorAction SilentlyContinue -ErrorVariable problem
            $block | Should -BeNullOrEmpty
            Get-ErrorId $problem[0] | Should -BeExactly $Id
        }
    }

    Context 'ConvertTo-B24Attachment' {
        It 'creates a table of processes' {
            $attachment = Get-Process | Select-Object -First 3 Name, Id | ConvertTo-B24Attachment
            $null = Send-B24BotMessage chat5 -Attachment $attachment
            $rows = @((Get-SentField).attach.BLOCKS[0].GRID)
            $rows.Count | Should -Be 4
            $rows[0].NAME | Should -BeExactly 'Name'
            $rows[0].VALUE | Should -BeExactly '[b]Id[/b]'
            @($rows.DISPLAY | Select-Object -Unique) | Should -BeExactly 'TABLE'
            $rows[1].VALUE | Should -Match '^\d+$'
        }

        It 'selects columns by -Property, with wildcards, from any object' {
            $attachment = [pscustomobject]@{ A = 1; B1 = '[b]x'; B2 = $null }, @{ A = 2; B1 = (1, 2) } | ConvertTo-B24Attachment A, B* -NoHeader -Display Table
            $rows = $attachment.Blocks[0].Rows
            $rows[0].Name | Should -BeExactly '1'
            $rows[0].Value | Should -BeExactly "[${guard}b]x | "
            $rows[1].Value | Should -BeExactly '1, 2 | '
        }

        It 'shows text and numbers unchanged' {
            ('one', 'two' | ConvertTo-B24Attachment).Blocks[0].Rows.Value | Should -Be @('one', 'two')
            (1.5, 2 | ConvertTo-B24Attachment).Blocks[0].Rows.Value | Should -Be @((1.5).ToString(), '2')
        }

        It 'shows more than two columns as aligned text, with numbers on the right' {
            $rows = [pscustomobject]@{ Name = 'a'; Size = 5; State = 'up' }, [pscustomobject]@{ Name = 'long'; Size = 12345; State = "[/code]`n[b]x" }
            $null = Send-B24BotMessage chat5 -Attachment ($rows | ConvertTo-B24Attachment)
            $blocks = (Get-SentField).attach.BLOCKS
            @($blocks).Count | Should -Be 1
            $line = [string][char]0x2500
            $blocks[0].MESSAGE | Should -BeExactly ("[code]Name   Size  State`n" + ($line * 4) + '  ' + ($line * 5) + '  ' + ($line * 12) +
                "`na         5  up`nlong  12345  [$guard/code] [b]x[/code]")
            (Get-PortalMessage $portal).params.ATTACH[0].BLOCKS[0].MESSAGE | Should -BeExactly $blocks[0].MESSAGE
        }

        It 'shows all properties of one object' {
            $item = [ordered]@{}
            1..15 | ForEach-Object { $item["P$_"] = $_ }
            @(([pscustomobject]$item | ConvertTo-B24Attachment).Blocks[0].Rows).Count | Should -Be 15
        }

        It 'shows one object as names and values' {
            $rows = @(([pscustomobject]@{ Name = 'web'; Size = 5; State = 'up' } | ConvertTo-B24Attachment).Blocks[0].Rows)
            $rows.Name | Should -Be @('Name', 'Size', 'State')
            $rows.Value | Should -Be @('web', '5', 'up')
        }

        It 'has the columns of Format-Table for <Kind>' -ForEach @(
            @{ Kind = 'files'; Make = { Get-ChildItem $PSScriptRoot -File | Select-Object -First 3 | ForEach-Object { Get-Item $_.FullName } } }
            @{ Kind = 'folders'; Make = { (Get-Item $PSScriptRoot), (Get-Item $TestDrive) } }
            @{ Kind = 'processes'; Make = { (Get-Process -Id $PID), $portal.Process } }
            @{ Kind = 'copies of processes'; Make = { $copy = [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize((Get-Process -Id $PID))); $copy, $copy } }
            @{ Kind = 'cmdlets'; Make = { Get-Command Get-Item, Get-ChildItem } }
            @{ Kind = 'rows of a data table'; Make = {
                    $table = New-Object System.Data.DataTable
                    $null = $table.Columns.Add('Name'), $table.Columns.Add('Number', [int]), $table.Columns.Add('Price', [double])
                    $null = $table.Rows.Add('a', 5, 1.5), $table.Rows.Add('b', 10, 22.25)
                    $table.Rows
                }
            }
            @{ Kind = 'objects with a display set'; Make = {
                    foreach ($number in 1, 2) {
                        $item = [pscustomobject]@{ A = $number; B = 'b'; C = 'c'; D = 'd' }
                        $set = New-Object System.Management.Automation.PSPropertySet 'DefaultDisplayPropertySet', ([string[]]('C', 'A', 'D'))
                        $item | Add-Member MemberSet PSStandardMembers ([System.Management.Automation.PSMemberInfo[]]$set) -PassThru
                    }
                }
            }
            @{ Kind = 'objects with many properties'; Make = { foreach ($number in 1, 2) { $item = [ordered]@{}; 1..15 | ForEach-Object { $item["P$_"] = $_ }; [pscustomobject]$item } } }
            @{ Kind = 'rows of a data table with many columns'; Make = {
                    $table = New-Object System.Data.DataTable
                    1..15 | ForEach-Object { $null = $table.Columns.Add("C$_", [int]) }
                    $null = $table.Rows.Add([object[]](1..15)), $table.Rows.Add([object[]](1..15))
                    $table.Rows
                }
            }
            @{ Kind = 'bots'; Make = { $null = Register-B24Bot other Other; Get-B24Bot } }
            @{ Kind = 'sessions'; Make = { Connect-TestWebhook $portal -Option @{ Name = 'second' }; Get-B24Session -All } }
            @{ Kind = 'the people of a chat'; Make = { Get-B24BotChatUser chat5 } }
        ) {
            $items = @(& $Make)
            $items.Count | Should -BeGreaterThan 1
            $shown = @($items | Format-Table)[0].shapeInfo.tableColumnInfoList | ForEach-Object { if ($_.label) { $_.label } else { $_.propertyName } }
            $text = ($items | ConvertTo-B24Attachment).Blocks[0].Message
            $headings = (($text -split "`n")[0] -replace '^\[code\]').Trim() -split '\s{2,}'
            $headings | Should -Be $shown
            # Their content, without PowerShell's truncation and wrapping.
            @($text -split "`n").Count | Should -Be ($items.Count + 2)
        }

        It 'accepts calculated properties, script blocks, and formats' {
            $rows = [pscustomobject]@{ Name = 'a'; Length = 2048 }, [pscustomobject]@{ Name = 'b'; Length = 512 }
            $text = ($rows | ConvertTo-B24Attachment Name, @{ Name = 'KB'; Expression = { $_.Length / 1KB }; FormatString = '{0:N1}' }, { $_.Length * 2 }, @{ l = 'Left'; e = 'Length'; a = 'left' }).Blocks[0].Message
            $lines = $text -split "`n"
            $lines[0] | Should -BeExactly '[code]Name   KB  $_.Length * 2  Left'
            $lines[2] | Should -BeExactly ('a     {0:N1}           4096  2048' -f 2)
            $lines[3] | Should -BeExactly ('b     {0:N1}           1024  512[/code]' -f 0.5)
        }

        It 'shows a property once for each name' {
            $rows = 1, 2 | ForEach-Object { [pscustomobject]@{ Name = 'a'; Length = $_ } }
            (($rows | ConvertTo-B24Attachment Name, N*, Length, length, @{ Name = 'Size'; Expression = 'Length' }).Blocks[0].Message -split "`n")[0] | Should -BeExactly '[code]Name  Length  Size'
        }

        It 'works in parallel runspaces, in strict mode, and with columns whose script block fails' {
            $rows = 1, 2 | ForEach-Object { [pscustomobject]@{ Name = 'a'; Length = $_ } }
            $made = & {
                Set-StrictMode -Version Latest
                $rows | ConvertTo-B24Attachment Name, Length, @{ Name = 'X'; Expression = { $_.Missing } }, @{ Name = 'Y'; Expression = { Write-Error 'no'; 5 } }, @{ Name = 'Z'; Expression = { throw 'no' } } -ErrorAction SilentlyContinue
                Get-Process -Id $PID | ConvertTo-B24Attachment
            }
            ($made[0].Blocks[0].Message -split "`n")[2] | Should -Match '^a +1 +5$'
            $made[1].Blocks[0].Rows.Name | Should -Contain 'ProcessName'
            if ($PSVersionTable.PSVersion.Major -ge 7) {
                $tables = @(1..4 | ForEach-Object -Parallel { Import-Module $using:modulePath; (Get-Process -Id $PID), (Get-Process -Id $PID) | ConvertTo-B24Attachment })
                $tables.Count | Should -Be 4
                $tables[3].Blocks[0].Message | Should -Match 'ProcessName'
            }
        }

        It 'prefers a property with exactly this name to a wildcard' {
            $rows = 1, 2 | ForEach-Object { [pscustomobject]@{ 'A[1]' = 'bracket'; A1 = 'digit' } }
            ($rows | ConvertTo-B24Attachment 'A[1]' -NoHeader).Blocks[0].Rows.Value | Should -Be @('bracket', 'bracket')
            ($rows | Select-Object A1 | ConvertTo-B24Attachment 'A[1]' -NoHeader).Blocks[0].Rows.Value | Should -Be @('digit', 'digit')
        }

        It 'refuses <Why>' -ForEach @(
            @{ Why = 'what Format-Table gives'; Id = 'ObjectFormatted'; Call = { Get-Process -Id $PID | Format-Table | ConvertTo-B24Attachment } }
            @{ Why = 'what Format-List gives, as -Attachment'; Id = 'ParameterArgumentTransformationError'; Call = { Send-B24BotMessage chat5 -Attachment (Get-Process -Id $PID | Format-List) } }
            @{ Why = 'what Format-Table gives, in the pipeline to a message, once'; Id = 'ObjectFormatted'; Call = { Get-Process | Format-Table | Send-B24BotMessage chat5 } }
            @{ Why = 'columns that no object has'; Id = 'TableColumnInvalid'; Call = { Get-Process -Id $PID | ConvertTo-B24Attachment Nmae, Idd } }
            @{ Why = 'a pattern that fits no property'; Id = 'TableColumnInvalid'; Call = { Get-Process -Id $PID | ConvertTo-B24Attachment Zz* } }
            @{ Why = 'a calculated property without an expression'; Id = 'TableColumnInvalid'; Call = { Get-Process -Id $PID | ConvertTo-B24Attachment @{ Name = 'x' } } }
            @{ Why = 'an unknown member of one'; Id = 'TableColumnInvalid'; Call = { Get-Process -Id $PID | ConvertTo-B24Attachment @{ Name = 'x'; Expresion = 'Id' } } }
            @{ Why = 'a number as a column'; Id = 'TableColumnInvalid'; Call = { Get-Process -Id $PID | ConvertTo-B24Attachment 5 } }
        ) {
            $problem = Get-Failure $Call
            Get-ErrorId $problem | Should -BeExactly $Id
            "$problem $($problem.ErrorDetails.RecommendedAction)" | Should -BeLike '*-Property*'
            @(Get-PortalRequest $portal).Count | Should -Be 0
        }

        It 'leaves a column empty for objects without the property' {
            $rows = [pscustomobject]@{ A = 1 }, [pscustomobject]@{ B = 2 } | ConvertTo-B24Attachment A, B -NoHeader
            $rows.Blocks[0].Rows.Value | Should -Be @('-', '2')
        }

        It 'removes the colors of a terminal' {
            $esc = [string][char]27
            ([pscustomobject]@{ State = "$esc[31mred$esc[0m" } | ConvertTo-B24Attachment).Blocks[0].Rows[0].Value | Should -BeExactly 'red'
        }

        It 'says how many objects fit, and limits their number with -First' {
            $objects = 1..2000 | ForEach-Object { [pscustomobject]@{ Number = $_; Text = 'x' * 50 } }
            $problem = Get-Failure { $objects | ConvertTo-B24Attachment }
            Get-ErrorId $problem | Should -BeExactly 'AttachmentTooLarge'
            $problem.ErrorDetails.RecommendedAction | Should -Match '-First'
            $problem.Exception.Message -match 'The first (\d+) objects fit' | Should -BeTrue
            $attachment = $objects | ConvertTo-B24Attachment -First $Matches[1]
            (Send-B24BotMessage chat5 -Attachment $attachment).MessageId | Should -BeGreaterThan 0
        }

        It 'shows complete paths' {
            $path = 'C:\temp\new.txt'
            $attachment = [pscustomobject]@{ Name = $path; Path = $path } | ConvertTo-B24Attachment -NoHeader
            $null = Send-B24BotMessage chat5 -Attachment $attachment
            $row = @((Get-SentField).attach.BLOCKS[0].GRID)[0]
            foreach ($text in $row.NAME, $row.VALUE) {
                $text | Should -BeExactly "C:\${guard}temp\${guard}new.txt"
            }
        }

        It 'needs objects' {
            Get-ErrorId (Get-Failure { @() | ConvertTo-B24Attachment }) | Should -BeExactly 'AttachmentEmpty'
        }
    }

    Context 'Set-B24BotMessage' {
        BeforeEach {
            $sent = Send-B24BotMessage chat5 'first' -Keyboard (New-TestKeyboard) -Attachment (New-TestAttachment)
        }

        It 'changes only what is given' {
            $sent | Set-B24BotMessage -Message 'second'
            $message = Get-PortalMessage $portal
            $message.text | Should -BeExactly 'second'
            $message.params.KEYBOARD | Should -Not -BeNullOrEmpty
            $message.params.ATTACH | Should -Not -BeNullOrEmpty
        }

        It 'changes an attachment' {
            Set-B24BotMessage $sent.MessageId -Attachment (New-B24AttachmentBlock 'changed' | New-B24Attachment)
            (Get-PortalMessage $portal).params.ATTACH[0].BLOCKS[0].MESSAGE | Should -BeExactly 'changed'
        }

        It 'changes a keyboard, and removes it' {
            Set-B24BotMessage $sent.MessageId -Keyboard (New-B24Keyboard (New-B24KeyboardButton Other -Link /))
            (Get-PortalMessage $portal).params.KEYBOARD[0].TEXT | Should -BeExactly 'Other'
            Set-B24BotMessage $sent.MessageId -RemoveKeyboard -NoUrlPreview
            $message = Get-PortalMessage $portal
            $message.params.PSObject.Properties.Name | Should -Not -Contain 'KEYBOARD'
            $message.urlPreview | Should -BeFalse
        }

        It 'refuses <Id> and sends nothing' -ForEach @(
            @{ Id = 'MessageWouldBeDeleted'; Option = @{ Message = $null } }
            @{ Id = 'MessageChangeMissing'; Option = @{} }
        ) {
            Set-B24BotMessage $sent.MessageId @Option -ErrorAction SilentlyContinue -ErrorVariable problem
            Get-ErrorId $problem[0] | Should -BeExactly $Id
            @(Get-PortalRequest $portal $update).Count | Should -Be 0
        }

        It 'removes the text if an attachment replaces it' {
            Set-B24BotMessage $sent.MessageId '' -Attachment (New-TestAttachment)
            (Get-PortalMessage $portal).text | Should -BeExactly ''
        }

        It 'changes nothing with -WhatIf, and continues after a message that does not exist' {
            Set-B24BotMessage $sent.MessageId 'second' -WhatIf
            @(Get-PortalRequest $portal $update).Count | Should -Be 0
            Set-B24BotMessage 999999, $sent.MessageId 'second' -ErrorAction SilentlyContinue -ErrorVariable problem
            $problem.Count | Should -Be 1
            $problem[0].TargetObject | Should -Be 999999
            (Get-PortalMessage $portal).text | Should -BeExactly 'second'
        }
    }

    Context 'Send-B24BotMessage -Split' {
        BeforeAll {
            $long = '[b]' + ((1..3000 | ForEach-Object { "line $_ of the log" }) -join "`n") + '[/b]'
        }

        It 'splits a long text at line ends, and keeps its BB codes' {
            $sent = @(Send-B24BotMessage chat5 $long -Split -Attachment (New-TestAttachment) -Keyboard (New-TestKeyboard))
            $messages = @(Get-PortalMessage $portal)
            $messages.Count | Should -Be $sent.Count
            $messages.Count | Should -BeGreaterThan 2
            foreach ($message in $messages) {
                $message.text.Length | Should -BeLessOrEqual 20000
                $message.text | Should -Match '^\[b\]line \d+ of the log\n(.|\n)*line \d+ of the log\s*\[/b\]$'
            }

            $lines = ($messages.text -join "`n") -replace '\[/?b\]' -split "`n" | Where-Object { $_ }
            $lines.Count | Should -Be 3000
            @($messages | Where-Object { $_.params.PSObject.Properties['KEYBOARD'] }).id | Should -Be $sent[-1].MessageId
            @($messages | Where-Object { $_.params.PSObject.Properties['ATTACH'] }).id | Should -Be $sent[-1].MessageId
        }

        It 'sends each part once with a key' {
            $first = @(Send-B24BotMessage chat5 $long -Split -IdempotencyKey nightly)
            $second = @(Send-B24BotMessage chat5 $long -Split -IdempotencyKey nightly)
            $second.MessageId | Should -Be $first.MessageId
            @($first.IdempotencyKey | Select-Object -Unique).Count | Should -Be $first.Count
            @(Get-PortalMessage $portal).Count | Should -Be $first.Count
        }

        It 'uses the same key for a short text as without -Split' {
            $first = Send-B24BotMessage chat5 short -IdempotencyKey nightly
            (Send-B24BotMessage chat5 short -Split -IdempotencyKey nightly).MessageId | Should -Be $first.MessageId
        }

        It 'still refuses an empty text' {
            Send-B24BotMessage chat5 ' ' -Split -ErrorAction SilentlyContinue -ErrorVariable problem
            Get-ErrorId $problem[0] | Should -BeExactly 'MessageEmpty'
        }
    }

    Context 'Send-B24BotMessage -PlainText' {
        It 'disables BB codes, and no line starts a command' {
            $null = Register-B24Bot helper Helper -ErrorAction Stop
            $null = Send-B24BotMessage chat5 "/help`n[send=/leave]x[/send] [user=all]y[/user]`n>>z#BR#/me" -PlainText
            (Get-SentField).message | Should -BeExactly (
                "$guard/help`n[${guard}send=/leave]x[$guard/send] [${guard}user=all]y[$guard/user]`n$guard>>z#${guard}BR#/me")
        }

        It 'counts the added characters, and works with -Split' {
            Send-B24BotMessage chat5 ('[' * 15000) -PlainText -ErrorAction SilentlyContinue -ErrorVariable problem
            Get-ErrorId $problem[0] | Should -BeExactly 'MessageTooLong'
            @(Send-B24BotMessage chat5 ('[x] ' * 15000) -PlainText -Split).Count | Should -Be 4
            (-join (Get-PortalMessage $portal).text) -replace "$guard|\s" | Should -BeExactly ('[x]' * 15000)
        }
    }
    Context '-AsCode' {
        It 'sends <Kind> as one block of code' -ForEach @(
            @{ Kind = 'a text'; Text = 'a < b'; Code = 'a < b' }
            @{ Kind = 'lines'; Text = @('one', '', '  two'); Code = "one`n`n  two" }
            @{ Kind = 'lines with numbers'; Text = @('one', 2, 3.5); Code = "one`n2`n3.5" }
            @{ Kind = 'an end of code'; Text = 'x[/code][b]y[/b]'; Code = 'x[~/code][b]y[/b]' }
            @{ Kind = 'a begin of code'; Text = '[CODE]x'; Code = '[~CODE]x' }
            @{ Kind = 'buttons in text and commands'; Text = "[send=/leave]x[/send]`n/leave"; Code = "[~send=/leave]x[~/send]`n~/leave" }
            @{ Kind = 'colors'; Text = "$([char]27)[32mok$([char]27)[0m"; Code = 'ok' }
            @{ Kind = 'lines of Windows'; Text = "one`r`ntwo`r`n"; Code = "one`ntwo" }
        ) {
            $null = Send-B24BotMessage chat5 $Text -AsCode
            $expected = '[code]' + $Code.Replace('~', $guard) + '[/code]'
            (Get-SentField).message | Should -BeExactly $expected
            (Get-PortalMessage $portal).text | Should -BeExactly $expected
        }

        It 'joins lines from the pipeline, and only text' {
            $sent = @('one', '', 'two' | Send-B24BotMessage chat5, 17 -AsCode)
            $sent.DialogId | Should -Be @('chat5', '17')
            (Get-SentField).message | Should -BeExactly "[code]one`n`ntwo[/code]"
            $null = [pscustomobject]@{ DialogId = 'chat5'; Message = 'a' }, [pscustomobject]@{ DialogId = '17'; Message = 'b' } | Send-B24BotMessage -AsCode
            (Get-SentField 2).message | Should -BeExactly '[code]a[/code]'
            (Get-SentField 3).message | Should -BeExactly '[code]b[/code]'
        }

        It 'sends the output of Format-Table' {
            $null = Get-Process -Id $PID | Format-Table Id, ProcessName | Out-String | Send-B24BotMessage chat5 -AsCode
            (Get-SentField).message | Should -Match "^\[code\] *Id ProcessName\n *-- -----------\n *$PID \w+\[/code\]$"
        }

        It 'closes and reopens the code block in each part' {
            $null = 1..4000 | ForEach-Object { "line $_ of a log" } | Send-B24BotMessage chat5 -AsCode -Split
            $messages = @(Get-PortalMessage $portal)
            $messages.Count | Should -BeGreaterThan 2
            foreach ($message in $messages) {
                $message.text | Should -Match '^\[code\](.|\n)*\[/code\]$'
            }

            @(($messages.text -join "`n") -replace '\[/?code\]' -split "`n" | Where-Object { $_ }).Count | Should -Be 4000
        }

        It 'refuses an empty text, and does not change an attachment' {
            Send-B24BotMessage chat5 "$([char]27)[0m " -AsCode -ErrorAction SilentlyContinue -ErrorVariable problem
            Get-ErrorId $problem[0] | Should -BeExactly 'MessageEmpty'
            $null = Send-B24BotMessage chat5 -Attachment (New-TestAttachment) -AsCode
            (Get-SentField).PSObject.Properties.Name | Should -Not -Contain 'message'
        }

        It 'works in Set-B24BotMessage and Send-B24BotCommandAnswer' {
            $sent = Send-B24BotMessage chat5 first
            $sent | Set-B24BotMessage -Message 'a', '[/code]' -AsCode
            (Get-SentField 0 $update).message | Should -BeExactly "[code]a`n[$guard/code][/code]"
            Send-B24BotCommandAnswer 'x' -AsCode -CommandId 1 -MessageId $sent.MessageId -DialogId chat5 -ErrorAction SilentlyContinue
            (Get-SentField 0 'imbot.v2.Command.answer').message | Should -BeExactly '[code]x[/code]'
        }

        It 'is not needed to join lines' {
            $null = Send-B24BotMessage chat5 -Message 'one', 'two'
            (Get-SentField).message | Should -BeExactly "one`ntwo"
            "$(Get-Failure { Send-B24BotMessage chat5 -Message 'one', (Get-Process -Id $PID) })" | Should -BeLike '*of type Process*Out-String*'
        }
    }
}
